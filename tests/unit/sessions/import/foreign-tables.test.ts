import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { importText, refusalOf } from "./import-text.ts";

const TABLES: Readonly<Record<string, { text: string; sessions: string[]; faults: string[] }>> = {
  toggl: {
    text: `\ufeff"User","Email","Client","Project","Task","Description","Billable","Start date","Start time","End date","End time","Duration","Tags","Amount (CZK)"\r
"P","p@x.test","","Garden","","Beds, ""north""","No","2026-02-10","08:00:00","2026-02-10","08:50:00","00:50:00","",""\r
"P","p@x.test","","Garden","Hedge","two
lines","No","2025-10-26","02:45:00","2025-10-26","02:10:00","00:25:00","",""\r
"P","p@x.test","","","","Paused","No","2026-02-11","08:00:00","2026-02-11","09:00:00","25:30 min","",""\r
"P","p@x.test","","Garden","","Slip","No","2026-02-12","08:00:00","2026-02-12","08:00:00","00:00:00","",""\r
"P","p@x.test","","Garden","","Forgotten","No","2026-02-12","08:00:00","2026-02-13","18:00:00","34:00:00","",""\r
"P","p@x.test","","Garden","","Running","No","2026-02-12","08:00:00","","","","",""\r
`,
    sessions: [
      "2025-10-26T00:45 1500 Garden | Hedge | two\nlines",
      '2026-02-10T07:00 3000 Garden | Beds, "north" | –',
      "2026-02-11T07:00 1530 Other | Paused | –",
    ],
    faults: ["6 zero_length", "7 maximum", "8 running"],
  },
  solidtime: {
    text: `description,billable,client,project,tags,start,end,task,user_name,user_email
Weeding,false,,Garden,,2026-02-10T08:00:00Z,2026-02-10T08:25:00Z,Beds,P,p@x.test
Only words,true,,,,2026-02-10T09:00:00Z,2026-02-10T09:25:00Z,,P,p@x.test
Slip,true,,,,2026-02-10T10:00:00Z,2026-02-10T10:00:00Z,,P,p@x.test
`,
    sessions: [
      "2026-02-10T08:00 1500 Garden | Beds | Weeding",
      "2026-02-10T09:00 1500 Other | Only words | –",
    ],
    faults: ["4 zero_length"],
  },
  kimai: {
    text: `Date,From,To,Duration,Currency,Customer,Project,Activity,Description
2026-02-10,09:00,09:50,0.83,EUR,C,Garden,Planting,roses
2026-02-10,23:45,00:10,0.42,EUR,C,Garden,Reading,
2026-02-11,09:00,10:00,0.5,EUR,C,Garden,Paused,
2026-02-11,09:00,,,EUR,C,Garden,Running,
`,
    sessions: [
      "2026-02-10T08:00 3000 Garden | Planting | roses",
      "2026-02-10T22:45 1500 Garden | Reading | –",
      "2026-02-11T08:00 1800 Garden | Paused | –",
    ],
    faults: ["5 running"],
  },
  "simple-time-tracker": {
    text: `\ufeffactivity name,time started,time ended,comment,categories,record tags,duration,duration minutes
"Zahrada",2025-10-26 02:45:00,2025-10-26 02:10:00,"a ""b""","x","",0:25:0,25
"Sleep",2026-02-10 22:00:00,2026-02-12 06:00:00,"","","",32:0:0,1920
`,
    sessions: ['2025-10-26T00:45 1500 Zahrada | – | a "b"'],
    faults: ["3 maximum"],
  },
  hamster: {
    text: `activity	start time	end time	duration minutes	category	description	tags
Dig	2026-02-10 09:00:00	2026-02-10 09:25:00	25.0	Garden	deep	x
Read	2026-02-10 10:00:00	2026-02-10 10:25:00	25.0	Unsorted		
Dig	2026-02-10 11:00:00	None	4.0	Garden		
`,
    sessions: [
      "2026-02-10T08:00 1500 Garden | Dig | deep",
      "2026-02-10T09:00 1500 Other | Read | –",
    ],
    faults: ["4 running"],
  },
  forest: {
    text: `Start Time,End Time,Tag,Note,Tree Type,Is Success
2026-02-10T09:00:00.000+0100,2026-02-10T09:25:00.000+0100,Study,n,Oak,True
2026-02-10T10:00:00.000-0500,2026-02-10T10:06:00.000-0500,Unset,,Oak,False
`,
    sessions: [
      "2026-02-10T08:00 1500 Study | – | n",
      "2026-02-10T15:00 360 Other | – | – (abandoned)",
    ],
    faults: [],
  },
  pomofocus: {
    text: `\ufeffdate,project,task,minutes,startTime,endTime
20260210,Garden,"Beds ""north""",25,09:00,09:25
20260210,,Late,25,23:50,00:15
20260211,Garden,Paused,25,10:00,10:45
20251026,Garden,Night,25,02:45,02:10
20260211,Garden,No clock,30,,
`,
    sessions: [
      "2025-10-26T00:45 1500 Garden | Night | –",
      '2026-02-10T08:00 1500 Garden | Beds "north" | –',
      "2026-02-10T22:50 1500 Other | Late | –",
      "2026-02-11T09:00 1500 Garden | Paused | –",
    ],
    faults: ["6 no_clock_time"],
  },
  "be-focused": {
    text: `Start date,Duration,Assigned task,Task state
10 Feb 2026 at 9:00:12\u202fAM,25,Dig,Completed
10 Feb 2026 at 12:30:00\u00a0PM,25,"Mail, calls",In Progress
11 Feb 2026 12:05:00 AM,25,,Completed
`,
    sessions: [
      "2026-02-10T08:00 1500 Dig | – | –",
      "2026-02-10T11:30 1500 Mail, calls | – | –",
      "2026-02-10T23:05 1500 Other | – | –",
    ],
    faults: [],
  },
  atimelogger: {
    text: `Activity type,Duration,From,To,Comment
Dig,0:25,2026-02-10 09:00,2026-02-10 09:25,beds
Slip,0:00,2026-02-10 10:00,2026-02-10 10:00,

Activity Type,Duration,%
Dig,0:25,100.0
`,
    sessions: ["2026-02-10T08:00 1500 Dig | – | beds"],
    faults: ["3 zero_length", "5 total", "6 total"],
  },
};

describe("an export of another program", () => {
  for (const [format, { text, sessions, faults }] of Object.entries(TABLES)) {
    test(`of ${format} is recognised and read`, async () => {
      assert.deepEqual(await importText(text), { format, sessions, faults, unchanged: 0 });
    });
  }

  for (const [name, text, expected] of [
    [
      "RescueTime",
      "Date,Time Spent (seconds),Number of People,Activity,Category,Productivity\n",
      "totals_only RescueTime",
    ],
    [
      "Super Productivity",
      '{"data":{"task":{"timeSpentOnDay":{}}}}',
      "totals_only Super Productivity",
    ],
    ["no program", '[{"words": 1}]', "unknown_json"],
    ["no program, over many lines", '{\n "words": 1\n}\n', "unknown_json"],
    ["SQLite", "SQLite format 3\0\u0010\0", "damaged_database"],
    ["zip", "PK\u0003\u0004\0\0", "damaged_zip"],
  ] as const) {
    test(`of ${name} is named in the refusal`, async () => {
      assert.equal(await refusalOf(text), expected);
    });
  }

  test("that has our times by chance is refused, not half read", async () => {
    const archive = "id,description,start,end,member_id,organization_id,project_id\n";
    assert.equal(await refusalOf(archive), "half_match description, projectid");
    assert.equal(
      await refusalOf("start,end,activity,is_break\n2026-02-10T08:00Z,2026-02-10T08:30Z,Lunch,1\n"),
      "half_match activity, isbreak",
    );
    const own = await importText(
      "start,end,category,comment\n2026-02-10T08:00Z,2026-02-10T08:30Z,A,x\n",
    );
    assert.equal(own.sessions.length, 1);
  });
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ServiceError } from "../../../../../src/errors.ts";
import { readMoment } from "../../../../../src/sessions/import/formats/written-time.ts";
import { zipBytes } from "../../../../support/zip-bytes.ts";
import { importFile, importText, refusalOf } from "../import-text.ts";

const TEN = "2026-02-13T09:00 1500";

/** Files of other versions, languages and options, each with one session at ten o'clock in Prague. */
const VARIANTS: readonly (readonly [
  name: string,
  format: string,
  text: string,
  session: string,
])[] = [
  [
    "Toggl with few columns and a stop in place of an end",
    "toggl",
    '\ufeff"Description",Duration,Project,Start date,Start time,Stop date,Stop time\nDig,0:25:00,Garden,2026-02-13,10:00:00,2026-02-13,10:25:00\n',
    `${TEN} Garden | Dig | –`,
  ],
  [
    "Toggl without project and length",
    "toggl",
    "Description,Tags,Start date,Start time,Stop date,Stop time\nDig,,2026-02-13,10:00:00,2026-02-13,10:25:00\n",
    `${TEN} Other | Dig | –`,
  ],
  [
    "Clockify without lengths",
    "clockify",
    "Project,Description,Task,User,Group,Start Date,Start Time,End Date,End Time\nGarden,Dig,,P,,02/13/2026,10:00 AM,02/13/2026,10:25:00 AM\n",
    `${TEN} Garden | Dig | –`,
  ],
  [
    "Kimai in German with decimal commas",
    "kimai",
    "Datum;Von;Bis;Dauer;Währung;Kunde;Projekt;Tätigkeit;Beschreibung\n2026-02-13;10:00;10:25;0,42;EUR;A;Garden;Dig;x\n",
    `${TEN} Garden | Dig | x`,
  ],
  [
    "Kimai in Czech with dotted dates",
    "kimai",
    "Datum,Od,Do,Doba trvání,Zákazník,Projekt,Aktivita,Popis\n13.02.2026,10:00,10:25,0:25,A,Garden,Dig,x\n",
    `${TEN} Garden | Dig | x`,
  ],
  [
    "Kimai with seconds and without a description",
    "kimai",
    "Date,From,To,Duration,Project,Activity\n2026-02-13,10:00,10:25,1500,Garden,Dig\n",
    `${TEN} Garden | Dig | –`,
  ],
  [
    "Hamster in Czech, whose word for no category is none",
    "hamster",
    "činnost\tčas zahájení\tčas ukončení\tdoba trvání v minutách\tkategorie\tpopis\tštítky\nDig\t2026-02-13 10:00:00\t2026-02-13 10:25:00\t25.0\tBez kategorie\t\t\n",
    `${TEN} Other | Dig | –`,
  ],
  [
    "Hamster as JSON",
    "hamster",
    '[{"name":"Dig","start_time":"2026-02-13 10:00:00","end_time":"2026-02-13 10:25:00","duration_minutes":25.0,"category":"Garden","description":"","tags":""}]',
    `${TEN} Garden | Dig | –`,
  ],
  [
    "Forest with dates as Java writes them and without notes",
    "forest",
    "Start Time,End Time,Tag,Tree Type,Is Success\nFri Feb 13 10:00:00 GMT+01:00 2026,Fri Feb 13 10:25:00 GMT+01:00 2026,Garden,Cedar,true\n",
    `${TEN} Garden | – | –`,
  ],
  [
    "Simple Time Tracker of the first versions",
    "simple-time-tracker",
    "activity name,time started,time ended\nGarden,2026-02-13 10:00:00,2026-02-13 10:25:00\n",
    `${TEN} Garden | – | –`,
  ],
  [
    "aTimeLogger without comments",
    "atimelogger",
    "Activity type;Duration;From;To\nGarden;00:25;13.02.2026 10:00;13.02.2026 10:25\n",
    `${TEN} Garden | – | –`,
  ],
  [
    "Be Focused on an American device",
    "be-focused",
    'Start date,Duration (min),Assigned task,Task state\n"Feb 13, 2026 at 10:00:00\u202fAM",25,Garden,Completed\n',
    `${TEN} Garden | – | –`,
  ],
  [
    "Pomofocus with dates and times as spreadsheets save them",
    "pomofocus",
    "date;project;task;minutes;startTime;endTime\n13.02.2026;Garden;Dig;25;10:00:00 AM;10:25:00 AM\n",
    `${TEN} Garden | Dig | –`,
  ],
  [
    "Watson's log as CSV",
    "watson",
    'id,start,stop,project,tags\n0a1b2c3,2026-02-13 10:00:00,2026-02-13 10:25:00,Garden,"a, b"\n',
    `${TEN} Garden | a, b | –`,
  ],
  [
    "Timewarrior's own file",
    "timewarrior",
    'inc 20260213T090000Z - 20260213T092500Z # Garden "the beds" # "said \\"so\\""\n',
    `${TEN} Garden | the beds | said "so"`,
  ],
  [
    "TickTick without pauses and offsets",
    "ticktick",
    '[{"id":"a","startTime":"2026-02-13T10:00:00","endTime":"2026-02-13T10:25:00","status":1,"tasks":[]}]',
    `${TEN} Other | – | –`,
  ],
  [
    "Toggl in Polish",
    "toggl",
    "Klient,Projekt,Zadanie,Opis,Data rozpoczęcia,Czas rozpoczęcia,Data zakończenia,Czas zakończenia,Czas trwania\n,Garden,,Dig,2026-02-13,10:00:00,2026-02-13,10:25:00,00:25:00\n",
    `${TEN} Garden | Dig | –`,
  ],
  [
    "Clockify in German with the unit as a word",
    "clockify",
    'Projekt,Beschreibung,Startdatum,Startzeit,Enddatum,Endzeit,Dauer (Std.),Dauer (dezimal)\nGarden,Dig,13.02.2026,10:00:00,13.02.2026,10:25:00,00:25:00,"0,42"\n',
    `${TEN} Garden | Dig | –`,
  ],
  [
    "Be Focused with minutes and seconds",
    "be-focused",
    "Start date,Duration,Assigned task,Task state\n13 Feb 2026 at 10:00:00,25:00,Garden,Completed\n",
    `${TEN} Garden | – | –`,
  ],
  [
    "Be Focused with semicolons and hours",
    "be-focused",
    "Start date;Duration;Assigned task;Task state\n13.02.2026, 10:00;0:25:00;Garden;Completed\n",
    `${TEN} Garden | – | –`,
  ],
  [
    "Be Focused in seconds",
    "be-focused",
    "Start date,Duration (sec),Assigned task\n13.02.2026 10:00,1500,Garden\n",
    `${TEN} Garden | – | –`,
  ],
  [
    "Simple Time Tracker's backup",
    "simple-time-tracker",
    "app simple time tracker\nrecordType\t1\tGarden\ticon\t3\nrecord\t7\t1\t1770973200000\t1770974700000\tfirst\u2424second\t0\ncategory\t1\tOutside\n",
    `${TEN} Garden | – | first\nsecond`,
  ],
  [
    "one bucket of ActivityWatch",
    "activitywatch",
    '{"id":"aw-stopwatch","type":"general.stopwatch","hostname":"desk","events":[{"timestamp":"2026-02-13T09:00:00Z","duration":1500,"data":{"label":"Dig","running":false}}]}',
    `${TEN} Other | Dig | –`,
  ],
  [
    "the events of a bucket of ActivityWatch",
    "activitywatch",
    '[{"id":1,"timestamp":"2026-02-13T09:00:00Z","duration":1500,"data":{"label":"Dig","running":false}}]',
    `${TEN} Other | Dig | –`,
  ],
  [
    "WakaTime with milliseconds and texts for moments",
    "wakatime",
    '[{"time":1770973200000,"entity":"a","project":"Garden"},{"time":"2026-02-13T09:12:00Z","entity":"a","project":"Garden"},{"time":1770974700,"entity":"a","project":"Garden"}]',
    `${TEN} Garden | – | –`,
  ],
  [
    "Org with states of its own, seconds and small letters",
    "org",
    "#+TODO: ÚKOL(u) | HOTOVO(h!)\n* HOTOVO Garden\nclock: [2026-02-13 pá 10:00:00]--[2026-02-13 pá 10:25:00] =>  0:25\n",
    `${TEN} Garden | – | –`,
  ],
];

describe("a variant of an export", () => {
  for (const [name, format, text, session] of VARIANTS) {
    test(`is read: ${name}`, async () => {
      const expected = { format, sessions: [session], faults: [], unchanged: 0 };
      assert.deepEqual(await importText(text), expected);
    });
  }

  test("of solidtime takes the names of projects and tasks from the other files of the archive", async () => {
    const entries =
      'id,description,start,end,member_id,project_id,task_id,tags\ne1,"Dig, deep",2026-02-13T09:00:00Z,2026-02-13T09:25:00Z,m,p1,t1,[]\n';
    const archive = await zipBytes({
      "projects.csv": 'id,name,color\np1,"Garden, north",#fff\n',
      "tasks.csv": "id,name,project_id\nt1,Beds,p1\n",
      "time_entries.csv": entries,
    });
    const { sessions } = await importText(archive);
    assert.deepEqual(sessions, [`${TEN} Garden, north | Beds | Dig, deep`]);
    const alone = await importFile(entries);
    assert.deepEqual([alone.imported, alone.ignoredColumns], [1, ["project_id", "task_id"]]);
  });

  test("whose length has two readings has the one that fits start and end", async () => {
    const { sessions } = await importText(
      `Project,Description,Start date,Start time,End date,End time,Duration
Garden,hours,2026-02-13,10:00:00,2026-02-13,11:05:00,1:05
Garden,minutes,2026-02-13,12:00:00,2026-02-13,12:01:05,1:05
Garden,words,2026-02-13,13:00:00,2026-02-13,15:00:00,1h 5m
`,
    );
    const lengths = sessions.map((session) => session.split(" ")[1]);
    assert.deepEqual(lengths, ["3900", "65", "3900"]);
  });
});

test("rows that are not work are rejected with the reason: breaks of Clockify and totals of aTimeLogger", async () => {
  const header = "Project,Description,Type,Start Date,Start Time,End Date,End Time,Duration (h)";
  const clockify = await importText(
    `${header}\nGarden,Dig,Regular,2026-02-13,10:00,2026-02-13,10:25,00:25:00\n,,Break,2026-02-13,10:25,2026-02-13,10:30,00:05:00\n`,
  );
  assert.deepEqual(
    [clockify.sessions, clockify.faults],
    [[`${TEN} Garden | Dig | –`], ["3 break"]],
  );
  const session =
    "Activity type,Duration,From,To,Comment\nGarden,0:25,2026-02-13 10:00,2026-02-13 10:25,\n";
  for (const filler of ["", ",,"]) {
    const totals = `\nActivity type,Duration,%${filler}\nGarden,0:25,100.00${filler}\n`;
    const { sessions, faults } = await importText(session + totals);
    assert.deepEqual([sessions, faults], [[`${TEN} Garden | – | –`], ["4 total", "5 total"]]);
  }
});

test("a table of an unknown program is refused with its columns, so that they can be named", async () => {
  for (const delimiter of [",", ";", "\t"]) {
    const lines = ["Began,Took,What", "2026-02-13 10:00,25,Dig"];
    const table = lines.map((line) => `${line.replaceAll(",", delimiter)}\n`).join("");
    const error = await importText(table).then(
      () => assert.fail("it was imported"),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ServiceError);
    assert.deepEqual(error.fields.at(-1), {
      field: "header",
      code: "columns_present",
      params: { known: "Began, Took, What" },
    });
  }
});

describe("an export without sessions", () => {
  for (const [text, refusal] of [
    ["Project,Client,Description,Duration\n", "totals_only Toggl Track"],
    ["Project,Client,Description,Time (h),Time (decimal)\n", "totals_only Clockify"],
    ["date,project,task,minutes\n", "totals_only Pomofocus"],
    ["from,to,project,tag,time\n", "totals_only Watson"],
    ["Rank,Time Spent (seconds),Number of People,Activity\n", "totals_only RescueTime"],
    ['{"notes":"","row_headers":[],"rows":[]}\n', "totals_only RescueTime"],
    ['{"projects":[],"time":1,"timespan":{"from":"","to":""}}\n', "totals_only Watson"],
    ["timestamp,duration,app,title\n", "other_export ActivityWatch JSON"],
    ["Project,Client,Title,Duration\n", "totals_only Toggl Track"],
    ["User,Email,Client,Project,Task,Mon 2 Mar,Total\n", "totals_only Toggl Track"],
    ["2026-03-02 09:00:00 -0800,mail,Inbox,Work,Email,1500\n", "totals_only RescueTime"],
    ["7z\u{bc}\u{af}", "binary 7z"],
    ["{\\rtf1}", "binary RTF"],
    [
      '<?xml version="1.0" ?><activities><activity name="x"/></activities>',
      "other_export Hamster TSV",
    ],
    ['"Date: 2026-03-02+0000"\n"Version: 7.1"\n', "other_export TickTick JSON"],
    ["<!DOCTYPE html><html></html>", "markup HTML"],
    ["[\n]\n", "empty_list"],
    ['{"words":1}\n', "unknown_json"],
  ] as const) {
    test(`is refused by what it is: ${text.slice(0, 30).trim()}`, async () => {
      // Signatures of binary files are not UTF-8.
      const bytes = Buffer.from(text, refusal.startsWith("binary") ? "latin1" : "utf8");
      assert.equal(await refusalOf(bytes), refusal);
    });
  }

  test("such as a workbook is refused with what to save it as", async () => {
    assert.equal(await refusalOf(await zipBytes({ "xl/workbook.xml": "" })), "spreadsheet Excel");
    assert.equal(
      await refusalOf(await zipBytes({ "content.xml": "" })),
      "spreadsheet OpenDocument",
    );
  });
});

test("a date and a time are read in the words of many languages", () => {
  const evening = "2026-03-02T21:00:12";
  for (const text of [
    "2 Mar 2026 at 9:00:12\u202fPM",
    "Mar 2, 2026 at 9:00:12 PM",
    "Monday, March 2, 2026 at 9:00:12 p.m.",
    "2. března 2026 v 21:00:12",
    "2. 3. 2026 21:00:12",
    "2. März 2026 um 21:00:12",
    "02.03.26, 21:00:12",
    "2 mars 2026 à 21:00:12",
    "2 de marzo de 2026, 21:00:12",
    "2 марта 2026 г. в 21:00:12",
    "2026年3月2日 下午9:00:12",
    "2026. 3. 2. 오후 9:00:12",
  ]) {
    assert.equal(readMoment(text), evening, text);
  }
  assert.equal(readMoment("Mon Mar 02 21:00:12 CET 2026"), evening);
  assert.equal(readMoment("2026-03-02 21:00:12+0100"), `${evening}+01:00`);
});

/** Exports of other programs with any number of sessions of 25 minutes, one each hour, to measure how fast they are read. */

import { sqliteBytes } from "../../tests/support/sqlite-bytes.ts";
import { zipBytes } from "../../tests/support/zip-bytes.ts";

const FIRST_START = Date.UTC(2000, 0, 1);
const HOUR_MS = 3_600_000;
const LENGTH_MS = 1_500_000;

interface Row {
  readonly index: number;
  /** In UTC, as `2026-03-02T09:00:00`. */
  readonly start: string;
  readonly end: string;
  readonly startSeconds: number;
}

interface Shape {
  readonly before?: string;
  readonly row: (row: Row) => string;
  readonly between?: string;
  readonly after?: string;
}

const day = (time: string) => time.slice(0, 10);
const clock = (time: string) => time.slice(11);
const spaced = (time: string) => time.replace("T", " ");
const basic = (time: string) => `${time.replaceAll(/[-:]/g, "")}Z`;
const american = (time: string) => `${time.slice(5, 7)}/${time.slice(8, 10)}/${time.slice(0, 4)}`;
const ofTwelve = (time: string) => {
  const hour = Number(time.slice(11, 13));
  return `${hour % 12 === 0 ? 12 : hour % 12}${time.slice(13)} ${hour < 12 ? "AM" : "PM"}`;
};
const list = { before: "[", between: ",\n", after: "]" };

export const TRACKER_EXPORTS: Readonly<Record<string, Shape>> = {
  csv: {
    before: "start,duration_minutes,category,task\n",
    row: ({ start, index }) => `${start}Z,25,Garden,Task ${index}\n`,
  },
  toggl: {
    before:
      "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n",
    row: ({ start, end, index }) =>
      `"P","p@x.test","","Garden","","Task ${index}","No","${day(start)}","${clock(start)}","${day(end)}","${clock(end)}","00:25:00",""\n`,
  },
  clockify: {
    before:
      "Project,Client,Description,Task,User,Start Date,Start Time,End Date,End Time,Duration (h)\n",
    row: ({ start, end, index }) =>
      `"Garden","","Task ${index}","","P","${american(start)}","${ofTwelve(start)}","${american(end)}","${ofTwelve(end)}","00:25:00"\n`,
  },
  solidtime: {
    before: "description,billable,client,project,tags,start,end,task\n",
    row: ({ start, end, index }) => `Task ${index},false,,Garden,,${start}Z,${end}Z,\n`,
  },
  kimai: {
    before: "Date,From,To,Duration,Customer,Project,Activity,Description\n",
    row: ({ start, end, index }) =>
      `${day(start)},${clock(start).slice(0, 5)},${clock(end).slice(0, 5)},0.42,A,Garden,Dig,Task ${index}\n`,
  },
  "simple-time-tracker": {
    before: "activity name,time started,time ended,comment,categories,record tags,duration\n",
    row: ({ start, end, index }) =>
      `"Garden",${spaced(start)},${spaced(end)},"Task ${index}","","",0:25:0\n`,
  },
  hamster: {
    before: "activity\tstart time\tend time\tduration minutes\tcategory\tdescription\ttags\n",
    row: ({ start, end, index }) =>
      `Task ${index}\t${spaced(start)}\t${spaced(end)}\t25.0\tGarden\t\t\n`,
  },
  forest: {
    before: "Start Time,End Time,Tag,Note,Tree Type,Is Success\n",
    row: ({ start, end, index }) =>
      `${start}.000+0000,${end}.000+0000,Garden,Task ${index},Cedar,True\n`,
  },
  pomofocus: {
    before: "date,project,task,minutes,startTime,endTime\n",
    row: ({ start, end, index }) =>
      `${day(start).replaceAll("-", "")},Garden,Task ${index},25,${clock(start).slice(0, 5)},${clock(end).slice(0, 5)}\n`,
  },
  "be-focused": {
    before: "Start date,Duration,Assigned task,Task state\n",
    row: ({ start, index }) =>
      `${Number(start.slice(8, 10))} ${MONTHS[Number(start.slice(5, 7)) - 1]} ${start.slice(0, 4)} at ${ofTwelve(start)},25,Task ${index},Completed\n`,
  },
  atimelogger: {
    before: "Activity type,Duration,From,To,Comment\n",
    row: ({ start, end, index }) =>
      `Garden,0:25,${spaced(start).slice(0, 16)},${spaced(end).slice(0, 16)},Task ${index}\n`,
  },
  watson: {
    ...list,
    row: ({ startSeconds, index }) =>
      `[${startSeconds}, ${startSeconds + 1500}, "Garden", "${index}", ["Task ${index}"], 0]`,
  },
  timewarrior: {
    ...list,
    row: ({ start, end, index }) =>
      `{"id":${index},"start":"${basic(start)}","end":"${basic(end)}","tags":["Garden","Task ${index}"]}`,
  },
  ticktick: {
    ...list,
    row: ({ start, end, index }) =>
      `{"id":"t${index}","tasks":[{"taskId":"a","title":"Task ${index}","projectName":"Garden","startTime":"${start}.000+0000","endTime":"${end}.000+0000"}],"startTime":"${start}.000+0000","endTime":"${end}.000+0000","status":1,"pauseDuration":0}`,
  },
  activitywatch: {
    before: '{"buckets":{"s":{"id":"s","type":"general.stopwatch","hostname":"desk","events":[',
    row: ({ start, index }) =>
      `{"id":${index},"timestamp":"${start}+00:00","duration":1500.0,"data":{"label":"Task ${index}","running":false}}`,
    between: ",\n",
    after: "]}}}",
  },
  wakatime: {
    ...list,
    row: ({ startSeconds, index }) =>
      `{"time":${startSeconds}.5,"duration":1500,"project":"Project ${index % 9}"}`,
  },
  icalendar: {
    before: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
    row: ({ start, end, index }) =>
      `BEGIN:VEVENT\r\nUID:${index}\r\nDTSTART:${basic(start)}\r\nDTEND:${basic(end)}\r\nSUMMARY:Task ${index}\r\nCATEGORIES:Garden\r\nEND:VEVENT\r\n`,
    after: "END:VCALENDAR\r\n",
  },
  org: {
    before: "* Garden\n",
    row: ({ start, end, index }) =>
      `** Task ${index}\nCLOCK: [${day(start)} Mon ${clock(start).slice(0, 5)}]--[${day(end)} Mon ${clock(end).slice(0, 5)}] =>  0:25\n`,
  },
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Exports that are no text. */
export const TRACKER_FILES: Readonly<Record<string, (rows: number) => Promise<Buffer>>> = {
  pomotroid: async (rows) =>
    sqliteBytes(
      "CREATE TABLE sessions (started_at, ended_at, round_type, duration_secs, completed)",
      `WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${rows - 1})
       INSERT INTO sessions SELECT ${FIRST_START / 1000} + n * 3600,
         ${(FIRST_START + LENGTH_MS) / 1000} + n * 3600, 'work', 1500, 1 FROM numbers`,
    ),
  "toggl in a ZIP archive": (rows) => zipped("toggl", rows),
};

async function zipped(format: string, rows: number): Promise<Buffer> {
  const shape = TRACKER_EXPORTS[format];
  if (shape === undefined) throw new Error(`no export of ${format}`);
  return zipBytes({ [`${format}.csv`]: [...exportText(shape, rows)].join("") });
}

/** The text of an export, in pieces. */
export function* exportText(shape: Shape, rows: number): Iterable<string> {
  let text = shape.before ?? "";
  for (let index = 0; index < rows; index++) {
    if (index > 0) text += shape.between ?? "";
    text += shape.row(rowAt(index));
    if (text.length < 65_536) continue;
    yield text;
    text = "";
  }
  yield text + (shape.after ?? "");
}

function rowAt(index: number): Row {
  const startMs = FIRST_START + index * HOUR_MS;
  const written = (ms: number) => new Date(ms).toISOString().slice(0, 19);
  return {
    index,
    start: written(startMs),
    end: written(startMs + LENGTH_MS),
    startSeconds: startMs / 1000,
  };
}

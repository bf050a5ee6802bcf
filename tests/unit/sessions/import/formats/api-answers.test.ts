import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { importFile, importText, refusalOf } from "../import-text.ts";

const TEN = "2026-02-13T09:00 1500";

/** A person's entries as the programs' APIs return them, each with one session at ten o'clock in Prague. */
const ANSWERS: readonly (readonly [
  name: string,
  format: string,
  document: unknown,
  session: string,
  faults: readonly string[],
])[] = [
  [
    "Toggl's time entries, one running and one deleted",
    "toggl",
    [
      {
        ...{ id: 1, workspace_id: 2, project_id: 3, project_name: "Garden", description: "Dig" },
        ...{ start: "2026-02-13T09:00:00+00:00", stop: "2026-02-13T09:25:00Z", duration: 1500 },
      },
      { id: 2, workspace_id: 2, start: "2026-02-14T09:00:00Z", stop: null, duration: -1771059600 },
      {
        ...{ id: 3, workspace_id: 2, start: "2026-02-14T08:00:00Z", stop: "2026-02-14T08:25:00Z" },
        ...{ duration: 1500, server_deleted_at: "2026-02-15T08:00:00Z" },
      },
    ],
    `${TEN} Garden | Dig | –`,
    ["1 running", "1 deleted"],
  ],
  [
    "Toggl's detailed report of version 3, which groups entries",
    "toggl",
    [
      {
        ...{ user_id: 9, project_id: 3, project_name: "Garden", description: "Dig" },
        time_entries: [
          {
            id: 1,
            seconds: 1500,
            start: "2026-02-13T10:00:00+01:00",
            stop: "2026-02-13T10:25:00+01:00",
          },
        ],
      },
    ],
    `${TEN} Garden | Dig | –`,
    [],
  ],
  [
    "Toggl's detailed report of version 2, with milliseconds",
    "toggl",
    {
      total_grand: 1_500_000,
      data: [
        {
          ...{ id: 1, pid: 3, description: "Dig", project: "Garden", dur: 1_500_000 },
          ...{ start: "2026-02-13T10:00:00+01:00", end: "2026-02-13T10:25:00+01:00" },
        },
      ],
    },
    `${TEN} Garden | Dig | –`,
    [],
  ],
  [
    "Clockify's time entries with a break and a running one",
    "clockify",
    [
      {
        ...{ id: "a", description: "Dig", project: { name: "Garden" }, type: "REGULAR" },
        timeInterval: {
          start: "2026-02-13T09:00:00Z",
          end: "2026-02-13T09:25:00Z",
          duration: "PT25M",
        },
      },
      {
        id: "b",
        type: "BREAK",
        timeInterval: { start: "2026-02-13T09:25:00Z", end: "2026-02-13T09:30:00Z" },
      },
      { id: "c", type: "REGULAR", timeInterval: { start: "2026-02-13T09:30:00Z", end: null } },
    ],
    `${TEN} Garden | Dig | –`,
    ["1 break", "1 running"],
  ],
  [
    "Clockify's detailed report",
    "clockify",
    {
      totals: [{ totalTime: 1500 }],
      timeentries: [
        {
          ...{ _id: "a", description: "x", projectName: "Garden", taskName: "Dig" },
          timeInterval: {
            start: "2026-02-13T10:00:00+01:00",
            end: "2026-02-13T10:25:00+01:00",
            duration: 1500,
          },
        },
      ],
    },
    `${TEN} Garden | Dig | x`,
    [],
  ],
  [
    "Kimai's time sheets with a break",
    "kimai",
    [
      {
        ...{ id: 1, activity: { name: "Dig" }, project: { name: "Garden" }, description: "x" },
        ...{
          begin: "2026-02-13T10:00:00+0100",
          end: "2026-02-13T10:30:00+0100",
          duration: 1500,
          break: 300,
        },
      },
      { id: 2, activity: 4, project: 5, begin: "2026-02-14T10:00:00+0100", end: null, duration: 0 },
    ],
    `${TEN} Garden | Dig | x`,
    ["1 running"],
  ],
];

describe("an answer of a program's API is read", () => {
  for (const [name, format, document, session, faults] of ANSWERS) {
    test(name, async () => {
      const expected = { format, sessions: [session], faults, unchanged: 0 };
      assert.deepEqual(await importText(JSON.stringify(document)), expected);
    });
  }
});

describe("projects of which an answer has only ids are said", () => {
  const [start, end] = ["2026-02-13T09:00:00Z", "2026-02-13T09:25:00Z"];
  for (const [format, project, none] of [
    [
      "toggl",
      { id: 1, workspace_id: 2, project_id: 3, start, stop: end, duration: 1500 },
      "project_id",
    ],
    ["clockify", { id: "a", projectId: "b", timeInterval: { start, end } }, "projectId"],
    ["kimai", { project: 5, activity: 4, begin: start, end, duration: 1500 }, "project"],
  ] as const) {
    test(`once for all of them, and not where there is none: ${format}`, async () => {
      const free = { ...project, [none]: null };
      const { notes } = await importFile(JSON.stringify([free, project, project, free]));
      assert.deepEqual(
        notes.map(({ field, code, params }) => ({ field, code, params })),
        [{ field: "category", code: "project_unnamed", params: { rows: 2 } }],
      );
      assert.deepEqual((await importFile(JSON.stringify([free]))).notes, []);
    });
  }
});

test("entries with a permanent id are the same sessions in a later answer", async () => {
  const entry = (description: string) =>
    `{"id":1,"workspace_id":2,"description":"${description}","start":"2026-02-13T09:00:00Z","stop":"2026-02-13T09:25:00Z","duration":1500}`;
  const { sessions, unchanged } = await importText(`[${entry("Dig")},${entry("Dig")}]`);
  assert.deepEqual([sessions.length, unchanged], [1, 1]);
});

describe("a program's list with one element per line", () => {
  for (const [format, lines] of [
    [
      "timewarrior",
      '{"id":2,"start":"20260213T090000Z","end":"20260213T092500Z","tags":["Garden"]}\n{"id":1,"start":"20260214T090000Z","end":"20260214T092500Z","tags":["Garden"]}\n',
    ],
    [
      "activitywatch",
      '{"timestamp":"2026-02-13T09:00:00Z","duration":1500,"data":{"label":"Dig","running":false}}\r\n{"timestamp":"2026-02-14T09:00:00Z","duration":1500,"data":{"label":"Dig","running":false}}',
    ],
    [
      "toggl",
      '{"workspace_id":2,"start":"2026-02-13T09:00:00Z","stop":"2026-02-13T09:25:00Z","duration":1500}\n\n{"workspace_id":2,"start":"2026-02-14T09:00:00Z","stop":"2026-02-14T09:25:00Z","duration":1500}\n',
    ],
  ] as const) {
    test(`is read as that list: ${format}`, async () => {
      for (const pieceBytes of [7, 65_536]) {
        const read = await importText(lines, {}, pieceBytes);
        assert.deepEqual([read.format, read.sessions.length, read.faults], [format, 2, []]);
      }
    });
  }

  test("is read up to the element that is cut off", async () => {
    const { sessions, faults } = await importText(
      '{"start":"20260213T090000Z","end":"20260213T092500Z"}\n{"start":"20260214T09',
    );
    assert.deepEqual([sessions.length, faults], [1, ["2 json_from"]]);
  });
});

describe("JSON with totals or of an unknown program", () => {
  for (const [text, refusal] of [
    ['[{"projects":[],"time":1.0,"timespan":{"from":"","to":""}}]', "totals_only Watson"],
    ['[{"id":1,"date":"2026-02-13","productivity_pulse":70}]', "totals_only RescueTime"],
    ['{"items":[{"start":"2026-02-13T09:00:00Z","end":"2026-02-13T09:25:00Z"}]}', "unknown_json"],
    ["{}", "unknown_json"],
  ] as const) {
    test(`is refused as a whole: ${text.slice(0, 40)}`, async () => {
      assert.equal(await refusalOf(text), refusal);
    });
  }
});

describe("a document that is not UTF-8", () => {
  const czech = (text: string) => Buffer.from(text.replaceAll("Č", "\u00c8"), "latin1");

  test("is refused with the line and the probable encoding", async () => {
    for (const text of [
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Č\nEND:VEVENT\nEND:VCALENDAR\n",
      "* Garden\n** Dig\n** Č\nCLOCK: [2026-02-13 Fri 10:00]--[2026-02-13 Fri 10:25]\n",
      '[\n{"start":"20260213T090000Z","end":"20260213T092500Z",\n"tags":["Č"]}\n]\n',
    ]) {
      assert.equal(await refusalOf(czech(text)), "encoding_line 3 Windows-1250", text);
    }
  });

  test("stores no garbled name from behind its beginning", async () => {
    const entry = (name: string) =>
      `{"start":"20260213T090000Z","end":"20260213T092500Z","tags":["${name}"]}`;
    const long = `[${entry("Garden")},${" ".repeat(70_000)}\n${entry("Č")}]`;
    const read = await importText(czech(long));
    assert.deepEqual([read.sessions.length, read.faults], [1, ["2 encoding"]]);
  });

  test("loses the event that it cannot name", async () => {
    const event = (name: string) =>
      `BEGIN:VEVENT\nDTSTART:20260213T090000Z\nDTEND:20260213T092500Z\nSUMMARY:${name}\nEND:VEVENT\n`;
    const filler = `X-FILLER:${"x".repeat(70_000)}\n`;
    const read = await importText(
      czech(`BEGIN:VCALENDAR\n${event("Dig")}${filler}${event("Č")}END:VCALENDAR\n`),
    );
    assert.deepEqual([read.sessions.length, read.faults], [1, ["11 encoding"]]);
  });

  test("is named by what its letters are likely to be", async () => {
    for (const [bytes, likely] of [
      [[0xcf, 0xf0, 0xee, 0xe5, 0xea, 0xf2], "Windows-1251"],
      [[0xf0, 0xd2, 0xcf, 0xc5, 0xcb, 0xd4], "KOI8-R"],
      [[0x83, 0x76, 0x83, 0x8d, 0x83, 0x57, 0x90, 0xe0, 0x96, 0xbe], "Shift JIS"],
      [[0xcf, 0xee, 0xc4, 0xbf], "GB 18030"],
      [[0x47, 0x72, 0xf6, 0xdf, 0x65], "Windows-1252"],
      [[0x9e, 0x6c, 0x75, 0x9d], "Windows-1250"],
    ] as const) {
      const file = Buffer.concat([Buffer.from("* "), Buffer.from(bytes), Buffer.from("\n")]);
      assert.equal(await refusalOf(file), `encoding_line 1 ${likely}`);
    }
  });
});

test("ActivityWatch's uncategorised time has no category, and categories alone are read", async () => {
  const event = (start: string, category: string) =>
    `{"timestamp":"2026-02-13T${start}:00Z","duration":1500,"data":{"$category":["${category}"]}}`;
  const { sessions } = await importText(
    `[${event("09:00", "Garden")},${event("11:00", "Uncategorized")}]`,
  );
  assert.deepEqual(sessions, [`${TEN} Garden | – | –`, "2026-02-13T11:00 1500 Other | – | –"]);
  const report = await importFile(`[${event("09:00", "Garden")}]`);
  assert.equal(report.format, "activitywatch");
});

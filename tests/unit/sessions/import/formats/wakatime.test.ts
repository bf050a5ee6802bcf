import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { importText, refusalOf } from "../import-text.ts";

const START = 1_770_710_400;
const beat = (minutes: number, project: string | null) => ({
  time: START + minutes * 60,
  entity: "a.ts",
  project,
});

const BEATS = [
  beat(0, "hedge"),
  beat(15, "hedge"),
  beat(25, "hedge"),
  beat(41, "hedge"),
  beat(45, "hedge"),
  beat(46, "beds"),
  beat(50, "beds"),
  beat(200, null),
  beat(206, null),
  beat(300, "beds"),
];
const SESSIONS = [
  "2026-02-10T08:00 1500 hedge | – | –",
  "2026-02-10T08:41 240 hedge | – | –",
  "2026-02-10T08:46 240 beds | – | –",
  "2026-02-10T11:20 360 Other | – | –",
];

describe("WakaTime", () => {
  for (const [name, document] of [
    [
      "a dump",
      {
        user: {},
        days: [
          { date: "2026-02-10", heartbeats: BEATS.slice(0, 6) },
          { heartbeats: BEATS.slice(5) },
        ],
      },
    ],
    ["an answer of the API", { data: BEATS.toReversed(), timezone: "Europe/Prague" }],
    ["a list", BEATS],
  ] as const) {
    test(`heartbeats of ${name} are joined, in whatever order and however often they are given`, async () => {
      const { format, sessions, faults } = await importText(JSON.stringify(document), {}, 33);
      assert.deepEqual([format, sessions], ["wakatime", SESSIONS]);
      assert.deepEqual(faults, ["1 zero_length"]);
    });
  }

  test("durations are joined in the same way", async () => {
    const data = [
      { time: START, duration: 600.4, project: "beds" },
      { time: START + 900, duration: 600, project: "beds" },
    ];
    const { sessions } = await importText(JSON.stringify({ data }));
    assert.deepEqual(sessions, ["2026-02-10T08:00 1500 beds | – | –"]);
  });

  test("a dump of totals is said to be one", async () => {
    const days = [{ date: "2026-02-10", grand_total: { total_seconds: 5 }, projects: [] }];
    assert.equal(await refusalOf(JSON.stringify({ user: {}, days })), "totals_only WakaTime");
  });
});

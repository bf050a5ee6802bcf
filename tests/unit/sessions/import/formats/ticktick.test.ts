import assert from "node:assert/strict";
import { test } from "node:test";
import { importText } from "../import-text.ts";

const RECORDS = [
  {
    id: "t1",
    startTime: "2026-02-10T08:00:00.000+0000",
    endTime: "2026-02-10T08:35:00.000+0000",
    status: 1,
    pauseDuration: 600,
    note: "roses",
    tasks: [
      {
        taskId: "x",
        title: "Beds",
        projectName: "Garden",
        startTime: "2026-02-10T08:00:00.000+0000",
        endTime: "2026-02-10T08:05:00.000+0000",
      },
      {
        taskId: "y",
        title: "Hedge",
        projectName: "Garden",
        startTime: "2026-02-10T08:05:00.000+0000",
        endTime: "2026-02-10T08:35:00.000+0000",
      },
    ],
  },
  {
    id: "t2",
    startTime: "2026-02-10T11:00:00.000+0200",
    endTime: "2026-02-10T11:07:00.000+0200",
    status: 3,
  },
  {
    id: "t1",
    startTime: "2026-02-10T08:00:00.000+0000",
    endTime: "2026-02-10T08:35:00.000+0000",
    status: 1,
    pauseDuration: 600,
    note: "roses",
  },
  { id: "t3", startTime: "2026-02-10T12:00:00.000+0000", status: 1 },
  {
    id: "t4",
    startTime: "2026-02-10T12:00:00.000+0000",
    endTime: "2026-02-10T12:25:00.000+0000",
    deleted: 1,
  },
];

test("TickTick: pauses are taken out, the longest task names the session, an id comes once", async () => {
  const expected = {
    format: "ticktick",
    sessions: [
      "2026-02-10T08:00 1500 Garden | Hedge | roses",
      "2026-02-10T09:00 420 Other | – | – (abandoned)",
    ],
    faults: ["1 running", "1 deleted"],
    unchanged: 0,
  };
  assert.deepEqual(await importText(JSON.stringify(RECORDS)), expected);
  assert.deepEqual(await importText(JSON.stringify({ add: RECORDS })), expected);
});

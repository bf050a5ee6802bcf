import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { importText } from "../import-text.ts";

const event = (clock: string, duration: number, data: Record<string, unknown>) => ({
  timestamp: `2026-02-10T${clock}:00+00:00`,
  duration,
  data,
});
const bucket = (type: string, events: readonly unknown[], hostname = "desk") => ({
  id: `aw-${type}`,
  type,
  hostname,
  events,
});

const there = bucket("afkstatus", [
  event("09:00", 3600, { status: "afk" }),
  event("08:00", 1800, { status: "not-afk" }),
  event("08:30", 600, { status: "not-afk" }),
]);

const windows = bucket("currentwindow", [
  event("08:40", 3000, { app: "Editor", title: "left open" }),
  event("08:00", 1200, { app: "Editor", title: "secret" }),
  event("08:20", 300, { app: "Mail", title: "secret" }),
  event("08:27", 780, { app: "Editor", title: "secret" }),
  event("12:00", 30, { app: "Clock", title: "" }),
]);

describe("ActivityWatch", () => {
  test("what the stopwatch recorded are the sessions, each once, and presence is none", async () => {
    const stopwatch = bucket("general.stopwatch", [
      event("08:00", 600, { label: "Beds", running: false }),
      event("08:00", 1500, { label: "Beds", running: false }),
      event("09:00", 0, { label: "Slip", running: false }),
      event("10:00", 90, { label: "Open", running: true }),
    ]);
    for (const buckets of [{ a: stopwatch, b: there, c: windows }, [stopwatch, there, windows]]) {
      const { sessions, faults } = await importText(JSON.stringify({ buckets }), {}, 50);
      assert.deepEqual(sessions, ["2026-02-10T08:00 1500 Other | Beds | –"]);
      assert.deepEqual(faults.toSorted(), [
        "1 presence",
        "1 presence",
        "1 running",
        "1 superseded",
        "1 zero_length",
      ]);
    }
  });

  test("without a stopwatch, windows in use are joined where somebody was there", async () => {
    const { sessions, faults } = await importText(JSON.stringify({ buckets: { windows, there } }));
    // 08:00 to 08:25 and, after two minutes, 08:27 to 08:40; what was left open is nobody's work.
    assert.deepEqual(sessions, ["2026-02-10T08:00 2280 Editor | – | –"]);
    assert.deepEqual(faults, []);
  });

  test("another machine's presence says nothing about this one", async () => {
    const elsewhere = { ...there, hostname: "laptop" };
    const { sessions } = await importText(JSON.stringify({ buckets: { windows, elsewhere } }));
    assert.deepEqual(sessions, ["2026-02-10T08:00 5280 Editor | – | –"]);
  });

  test("a category that ActivityWatch gave is kept, and another begins a session", async () => {
    const categorised = bucket("currentwindow", [
      event("08:00", 1200, { app: "a", $category: ["Work", "Garden"] }),
      event("08:20", 600, { app: "b", $category: ["Play"] }),
    ]);
    const { sessions } = await importText(JSON.stringify({ buckets: { categorised } }));
    assert.deepEqual(sessions, [
      "2026-02-10T08:00 1200 Work / Garden | – | –",
      "2026-02-10T08:20 600 Play | – | –",
    ]);
  });
});

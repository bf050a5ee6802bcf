import assert from "node:assert/strict";
import { test } from "node:test";
import { importText } from "../import-text.ts";

test("Timewarrior: the first tag is the category, further ones the task; ids identify nothing", async () => {
  const text = `[
{"id":3,"start":"20260210T080000Z","end":"20260210T082500Z","tags":["Garden","beds","north"],"annotation":"roses"},
{"id":3,"start":"20260210T090000Z","end":"20260210T092500Z"},
{"id":2,"start":"20260210T100000Z","end":"20260210T100000Z","tags":["slip"]},
{"id":1,"start":"20260210T110000Z","tags":["open"]}
]`;
  assert.deepEqual(await importText(text, {}, 7), {
    format: "timewarrior",
    sessions: [
      "2026-02-10T08:00 1500 Garden | beds, north | roses",
      "2026-02-10T09:00 1500 Other | – | –",
    ],
    faults: ["4 zero_length", "5 running"],
    unchanged: 0,
  });
});

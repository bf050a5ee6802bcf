import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { importText } from "../import-text.ts";

const FRAMES = `[[1770710400, 1770711900, "garden/beds", "aa01", ["dig", "plant"], 1770711900],
 [1770714000, 1770714600, "reading", "aa02"],
 [1770717600, 1770717600, "slip", "aa03", []],
 [1770717600, null, "open", "aa04", []],
 ["x"]
]`;

describe("Watson", () => {
  test("frames are sessions, with tags or, as in older files, without", async () => {
    assert.deepEqual(await importText(FRAMES), {
      format: "watson",
      sessions: [
        "2026-02-10T08:00 1500 garden/beds | dig, plant | –",
        "2026-02-10T09:00 600 reading | – | –",
      ],
      faults: ["3 zero_length", "4 running", "5 wrong_shape"],
      unchanged: 0,
    });
  });

  test("the log in JSON has names for the same", async () => {
    const log = `[{"id": "aa01", "project": "garden", "start": "2026-02-10T09:00:00+01:00",
      "stop": "2026-02-10T09:25:00+01:00", "tags": []}]`;
    const { format, sessions } = await importText(log);
    assert.deepEqual([format, sessions], ["watson", ["2026-02-10T08:00 1500 garden | – | –"]]);
  });

  test("a frame that was corrected meanwhile is the session that it was", async () => {
    const corrected = FRAMES.replace(
      "[[1770710400",
      '[[1770710460, 1770711900, "garden", "aa01"],[1770710400',
    );
    const { sessions, unchanged, faults } = await importText(corrected);
    assert.equal(sessions.length, 2);
    assert.equal(unchanged, 0);
    assert.equal(faults.length, 3);
  });
});

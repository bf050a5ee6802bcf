import assert from "node:assert/strict";
import { test } from "node:test";
import { importText, refusalOf } from "../import-text.ts";

const NOTES = `#+TITLE: Plans
* TODO [#A] Garden [1/3] :home:
:LOGBOOK:
CLOCK: [2026-02-10 Di. 09:00]--[2026-02-10 Di. 09:25] =>  0:25
:END:
*** DONE [[https://example.test][Beds]]
CLOCK: [2026-02-10 火 10:00]--[2026-02-11 水 00:10] => 14:10
** Hedge
CLOCK: [2025-10-26 Sun 02:50]--[2025-10-26 Sun 02:15] =>  0:25
CLOCK: [2026-02-11 Wed 08:00]--[2026-02-11 Wed 08:00] =>  0:00
CLOCK: [2026-02-11 Wed 08:00]
CLOCK: => 0:30
# CLOCK: [2026-02-11 Wed 08:00]--[2026-02-11 Wed 09:00] =>  1:00
#+BEGIN_EXAMPLE
CLOCK: [2026-02-11 Wed 08:00]--[2026-02-11 Wed 09:00] =>  1:00
#+END_EXAMPLE
* Reading
CLOCK: [2026-02-12 10:00]--[2026-02-12 10:25]
`;

test("Org: the top heading is the category, the nearest one the task", async () => {
  assert.deepEqual(await importText(NOTES), {
    format: "org",
    sessions: [
      "2025-10-26T00:50 1500 Garden | Hedge | –",
      "2026-02-10T08:00 1500 Garden | – | –",
      "2026-02-10T09:00 51000 Garden | Beds | –",
      "2026-02-12T09:00 1500 Reading | – | –",
    ],
    faults: [
      "10 zero_length",
      "11 running",
      "12 no_clock_time",
      "13 commented_out",
      "15 commented_out",
    ],
    unchanged: 0,
  });
});

test("Org: a file that begins with prose is read when it is named, and an unnamed table is none", async () => {
  const { sessions } = await importText(`Some words\n${NOTES}`, { format: "org" });
  assert.equal(sessions.length, 4);
  assert.equal(await refusalOf("start,end\n", { format: "org" }), "other_format org");
});

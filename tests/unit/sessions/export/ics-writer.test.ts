import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { contentLine, textValue } from "../../../../src/sessions/export/ics-text.ts";
import { exportedSession, exportOf } from "../../../support/exported.ts";
import { importText } from "../import/import-text.ts";

describe("a calendar", () => {
  test("has an event for each session, in UTC, with an id that stays", async () => {
    const text = String(
      await exportOf("ics", [
        exportedSession({ task: "Chapter 2; draft, or so", notes: "one\ntwo", completed: false }),
      ]),
    );
    assert.equal(
      text,
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pomodoro ML Service//Sessions//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:00000000-0000-4000-8000-000000000001@pomodoro-ml",
        "DTSTAMP:20260302T100000Z",
        "LAST-MODIFIED:20260302T100000Z",
        "DTSTART:20260302T080000Z",
        "DTEND:20260302T083000Z",
        "SUMMARY:Chapter 2\\; draft\\, or so",
        "CATEGORIES:Writing",
        "DESCRIPTION:one\\ntwo",
        "TRANSP:TRANSPARENT",
        "X-POMODORO-COMPLETED:FALSE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    );
  });

  test("without sessions is a calendar", async () => {
    assert.match(
      String(await exportOf("ics", [])),
      /^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/,
    );
  });

  test("is imported as it is", async () => {
    const file = await exportOf("ics", [
      exportedSession({ category: "a,b", task: "c\\d", notes: `${"ž".repeat(200)}\n;` }),
    ]);
    const { sessions } = await importText(file);
    assert.deepEqual(sessions, [`2026-03-02T08:00 1800 a,b | c\\d | ${"ž".repeat(200)}\n;`]);
  });

  test("folds lines at 75 octets and never within a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const value = textValue(text);
        const folded = contentLine("DESCRIPTION", value);
        const lines = folded.slice(0, -2).split("\r\n");
        for (const line of lines) {
          assert.ok(Buffer.byteLength(line) <= 75);
          assert.ok(line.isWellFormed());
        }
        const unfolded = lines.map((line, index) => (index === 0 ? line : line.slice(1))).join("");
        assert.equal(unfolded, `DESCRIPTION:${value}`);
      }),
    );
  });

  test("has no control characters, whatever a text holds", () => {
    assert.equal(textValue("a\u0000b\u001bc\rd\r\ne\u2028f\tg\ud800"), "abc\\nd\\ne\\nf\tg\ufffd");
  });
});

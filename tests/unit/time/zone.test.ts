import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { formatDay, isoWeekday, MS_PER_DAY, parseDay } from "../../../src/time/calendar.ts";
import { dayMomentAt, startOfDay } from "../../../src/time/local-day.ts";
import { openZone } from "../../../src/time/zone.ts";

const ZONES = [
  "UTC",
  "Europe/Prague",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca",
];
const from = Date.UTC(1971, 0, 1);
const until = Date.UTC(2037, 0, 1);

describe("zones agree with Temporal", () => {
  const zoneAndInstant = fc.tuple(
    fc.constantFrom(...ZONES),
    fc.integer({ min: from / 1000, max: until / 1000 }).map((seconds) => seconds * 1000),
  );

  test("an instant shows the same wall clock", () => {
    fc.assert(
      fc.property(zoneAndInstant, ([id, epochMs]) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(id);
        const actual = openZone(id).localAt(epochMs);
        assert.equal(formatDay(actual.day), expected.toPlainDate().toString());
        assert.equal(actual.msOfDay / 1000, secondsOfDay(expected));
        assert.equal(actual.offsetSeconds, expected.offsetNanoseconds / 1e9);
      }),
    );
  });

  test("a wall clock means the same instant, in gaps and overlaps too", () => {
    fc.assert(
      fc.property(zoneAndInstant, ([id, wallMs]) => {
        const day = Math.floor(wallMs / MS_PER_DAY);
        const expected = Temporal.PlainDateTime.from(
          new Date(wallMs).toISOString().slice(0, 19),
        ).toZonedDateTime(id, { disambiguation: "compatible" }).epochMilliseconds;
        assert.equal(openZone(id).instantOf(day, wallMs - day * MS_PER_DAY), expected);
      }),
    );
  });

  for (const [name, wall] of [
    ["the hour that spring skips", "2026-03-29T02:30:00"],
    ["the hour that autumn repeats", "2026-10-25T02:30:00"],
  ] as const) {
    test(`${name} in Prague`, () => {
      const day = day_(wall.slice(0, 10));
      const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime("Europe/Prague");
      assert.equal(openZone("Europe/Prague").instantOf(day, 9_000_000), expected.epochMilliseconds);
    });
  }

  test("an unknown zone is refused", () => {
    assert.throws(() => openZone("Europe/Atlantis"), RangeError);
  });
});

describe("days", () => {
  test("weekdays are ISO: Monday is 1, Sunday is 7", () => {
    assert.equal(isoWeekday(day_("2026-11-23")), 1);
    assert.equal(isoWeekday(day_("2026-11-29")), 7);
    assert.equal(isoWeekday(day_("1969-12-31")), 3);
  });

  test("a date that does not exist is no day", () => {
    for (const text of [
      "2026-02-29",
      "2026-13-01",
      "2026-1-1",
      "",
      "2026-11-23T00:00",
      "0000-00-00",
    ]) {
      assert.equal(parseDay(text), undefined, text);
    }
  });

  test("a day that starts at four keeps the small hours in the evening before", () => {
    const cut = { zone: openZone("Europe/Prague"), dayStartHour: 4 };
    const at = Temporal.ZonedDateTime.from("2026-11-24T03:59[Europe/Prague]").epochMilliseconds;
    const moment = dayMomentAt(at, cut);
    assert.deepEqual(
      { day: formatDay(moment.day), minute: moment.minute, wallHour: moment.wallHour },
      { day: "2026-11-23", minute: 1439, wallHour: 3 },
    );
    assert.equal(dayMomentAt(at + 60_000, cut).minute, 0);
  });

  test("both clock-change days and midnight: a day starts when it starts", () => {
    const cut = { zone: openZone("Europe/Prague"), dayStartHour: 0 };
    for (const date of ["2026-03-29", "2026-10-25", "2026-11-23"]) {
      const start = startOfDay(day_(date), cut);
      assert.equal(formatDay(dayMomentAt(start, cut).day), date);
      assert.equal(formatDay(dayMomentAt(start - 1, cut).day), formatDay(day_(date) - 1));
    }
    assert.equal(
      startOfDay(day_("2026-03-30"), cut) - startOfDay(day_("2026-03-29"), cut),
      23 * 3_600_000,
    );
    assert.equal(
      startOfDay(day_("2026-10-26"), cut) - startOfDay(day_("2026-10-25"), cut),
      25 * 3_600_000,
    );
  });
});

function day_(text: string): number {
  const day = parseDay(text);
  assert.ok(day !== undefined, text);
  return day;
}

function secondsOfDay(at: Temporal.ZonedDateTime): number {
  return at.hour * 3600 + at.minute * 60 + at.second;
}

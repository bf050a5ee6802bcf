import assert from "node:assert/strict";
import { test } from "node:test";
import { briefingTime, nextBriefing } from "../../../src/services/ai/ahead/briefing-time.ts";
import { parseDay } from "../../../src/time/calendar.ts";
import { readerView } from "../../support/ai/briefing-reader.ts";

const MINUTE_MS = 60_000;

function dayOf(date: string): number {
  return parseDay(date) ?? assert.fail(date);
}

function at(iso: string): number {
  return Date.parse(iso);
}

test("the briefing is due a quarter of an hour before the usual start, or up to ten minutes earlier", () => {
  const nowMs = at("2026-03-02T06:00:00+01:00");
  // The first session ends at 9:52, and Deep Work takes 52 minutes.
  const startAtMs = at("2026-03-02T09:00:00+01:00");
  const early = new Set<number>();
  for (const userId of ["ada", "bob", "cleo", "dan"]) {
    const time = briefingTime(readerView({ userId, nowMs }), dayOf("2026-03-02"));
    assert.ok(time !== undefined);
    assert.equal(time.startAtMs, startAtMs);
    const minutes = (startAtMs - time.dueAtMs) / MINUTE_MS;
    assert.ok(minutes >= 15 && minutes < 25, `${userId}: ${minutes}`);
    early.add(minutes);
  }
  assert.equal(early.size, 4);
});

test("people in other zones have their own mornings", () => {
  const nowMs = at("2026-03-01T00:00:00Z");
  const startOf = (zone: string) =>
    briefingTime(readerView({ nowMs, zone }), dayOf("2026-03-02"))?.startAtMs;
  assert.equal(startOf("Pacific/Auckland"), at("2026-03-02T09:00:00+13:00"));
  assert.equal(startOf("Europe/Prague"), at("2026-03-02T09:00:00+01:00"));
  assert.equal(startOf("America/Los_Angeles"), at("2026-03-02T09:00:00-08:00"));
});

test("the clock's hour stays when the clocks change", () => {
  for (const [before, after] of [
    ["2026-03-27T09:00:00+01:00", "2026-03-30T09:00:00+02:00"],
    ["2026-10-23T09:00:00+02:00", "2026-10-26T09:00:00+01:00"],
  ] as const) {
    const view = readerView({ nowMs: at(before) });
    assert.equal(briefingTime(view, dayOf(before.slice(0, 10)))?.startAtMs, at(before));
    const next = nextBriefing(view, view.asked.day + 1);
    assert.equal(next?.startAtMs, at(after));
  }
});

test("on the days of the changes themselves it is due by the clock on the wall", () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  for (const [date, start] of [
    // From 2:00 on the clock shows 3:00: who begins at 2:30 begins at what is 3:30 that day.
    ["2026-03-29", "2026-03-29T03:30:00+02:00"],
    // 2:30 comes twice; the first counts.
    ["2026-10-25", "2026-10-25T02:30:00+02:00"],
  ] as const) {
    const nowMs = at(`${date}T00:00:00+01:00`);
    const view = readerView({ nowMs, firstEnd: 150 + 52, weekdays: everyDay });
    assert.equal(briefingTime(view, dayOf(date))?.startAtMs, at(start));
  }
});

test("a day that begins at four is not briefed before it begins", () => {
  const nowMs = at("2026-03-02T12:00:00+01:00");
  const view = readerView({ nowMs, dayStartHour: 4, firstEnd: 57 });
  const time = briefingTime(view, dayOf("2026-03-02"));
  assert.equal(time?.startAtMs, at("2026-03-02T04:05:00+01:00"));
  assert.equal(time?.dueAtMs, at("2026-03-02T04:00:00+01:00"));
});

test("days off, absences and days without sessions have none; the next one comes after them", () => {
  const friday = dayOf("2026-03-06");
  const workTimes = {
    daysOff: new Set([1]),
    absences: [{ from: dayOf("2026-03-10"), to: dayOf("2026-03-11") }],
  };
  const view = readerView({ nowMs: at("2026-03-06T12:00:00+01:00"), workTimes });
  for (let day = friday + 1; day <= friday + 5; day += 1) {
    assert.equal(briefingTime(view, day), undefined, `${day - friday} days later`);
  }
  assert.equal(nextBriefing(view, friday + 1)?.day, friday + 6);
});

test("somebody who never works on any day has no next one", () => {
  const workTimes = { daysOff: new Set([1, 2, 3, 4, 5, 6, 7]) };
  const view = readerView({ nowMs: at("2026-03-06T12:00:00+01:00"), workTimes });
  assert.equal(nextBriefing(view, view.asked.day), undefined);
});

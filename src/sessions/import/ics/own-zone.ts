import { RRuleTemporal } from "rrule-temporal";
import { parseDay } from "../../../time/calendar.ts";
import { parseClock } from "../../../time/timestamp.ts";
import { createZone, type Zone } from "../../../time/zone.ts";
import type { ContentLine } from "./content-line.ts";

/** The properties of a STANDARD or DAYLIGHT component: RFC 5545, section 3.6.5. */
export type Observance = readonly ContentLine[];

/** The id of a zone that a calendar defines itself. Only the calendar's own rules describe it. */
export const OWN_ZONE = "";

interface Onset {
  readonly atMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

const FORM = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/;
const FIRST_MS = Date.UTC(1900, 0, 1);
const YEAR_MS = 366 * 86_400_000;
const MAX_ITERATIONS = 2000;
const MAX_DATES = 500;

/**
 * The zone that a VTIMEZONE describes.
 * @returns `undefined` when an observance is unreadable, because a part of the rules gives wrong times
 */
export function readOwnZone(observances: readonly Observance[], nowMs: number): Zone | undefined {
  const onsets: Onset[] = [];
  for (const observance of observances) {
    const found = onsetsOf(observance, nowMs + YEAR_MS);
    if (found === undefined) return undefined;
    onsets.push(...found);
  }
  onsets.sort((one, other) => one.atMs - other.atMs);
  const [first] = onsets;
  if (first === undefined) return undefined;
  return createZone(OWN_ZONE, (epochMs) => {
    const next = onsets.findIndex(({ atMs }) => atMs > epochMs);
    const current = onsets.at(next < 0 ? -1 : Math.max(next - 1, 0)) ?? first;
    return next === 0
      ? { from: Number.NEGATIVE_INFINITY, until: first.atMs, offsetMs: first.fromMs }
      : {
          from: current.atMs,
          until: onsets[next]?.atMs ?? Number.POSITIVE_INFINITY,
          offsetMs: current.toMs,
        };
  });
}

function onsetsOf(observance: Observance, untilMs: number): Onset[] | undefined {
  const textOf = (name: string) =>
    observance.find((property) => property.name === name)?.value.trim();
  const fromMs = readOffset(textOf("TZOFFSETFROM"));
  const toMs = readOffset(textOf("TZOFFSETTO"));
  const start = textOf("DTSTART") ?? "";
  const rule = textOf("RRULE");
  const dates = observance
    .filter(({ name }) => name === "RDATE")
    .flatMap(({ value }) => value.split(",").slice(0, MAX_DATES));
  const walls = [start, ...dates].map((text) => wallMs(text.trim()));
  if (fromMs === undefined || toMs === undefined) return undefined;
  if (rule !== undefined) {
    const found = follow(
      start,
      ruleInLocalTime(rule, () => fromMs),
      untilMs,
    );
    if (found === undefined) return undefined;
    walls.push(...found);
  }
  const onsets: Onset[] = [];
  for (const wall of new Set(walls)) {
    if (wall === undefined) return undefined;
    onsets.push({ atMs: wall - fromMs, fromMs, toMs });
  }
  return onsets;
}

/** Onsets of a yearly rule, the only kind that zones have, as local times. */
function follow(start: string, rule: string, untilMs: number): number[] | undefined {
  if (!/(?:^|;)FREQ=YEARLY(?:;|$)/i.test(rule)) return undefined;
  try {
    return new RRuleTemporal({
      rruleString: `DTSTART;TZID=UTC:${start}\nRRULE:${rule}`,
      maxIterations: MAX_ITERATIONS,
      cache: false,
    })
      .between(new Date(FIRST_MS), new Date(untilMs), true)
      .map(({ epochMilliseconds }) => epochMilliseconds);
  } catch {
    return undefined;
  }
}

/** A rule with its `UNTIL`, which is in UTC, as a local time. */
export function ruleInLocalTime(rule: string, offsetMsAt: (utcMs: number) => number): string {
  return rule.replace(/(UNTIL=)(\d{8}T\d{6})Z/i, (whole, name: string, until: string) => {
    const utcMs = wallMs(until);
    if (utcMs === undefined) return whole;
    const local = new Date(utcMs + offsetMsAt(utcMs)).toISOString().slice(0, 19);
    return `${name}${local.replaceAll(/[-:]/g, "")}Z`;
  });
}

/** Milliseconds of a local time, treated as UTC. */
function wallMs(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] = FORM.exec(text) ?? [];
  const date = parseDay(`${year}-${month}-${day}`);
  const ofDay = parseClock(`${hour}:${minute}:${second}`);
  return date === undefined || ofDay === undefined ? undefined : date * 86_400_000 + ofDay;
}

/** Milliseconds of an offset such as `+0100` or `-033000`. */
function readOffset(text = ""): number | undefined {
  const [, sign, hours, minutes, seconds = "0"] =
    /^([+-])([01]\d|2[0-3])([0-5]\d)([0-5]\d)?$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === "-" ? -size : size;
}

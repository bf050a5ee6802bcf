import { openZone, type Zone } from "../../../time/zone.ts";
import { type CalendarEvent, readEvent, readOccurrence } from "../ics/calendar-event.ts";
import { momentOf } from "../ics/calendar-time.ts";
import { CalendarZones, type ZoneDefinition } from "../ics/calendar-zones.ts";
import { type ContentLine, parseContentLine } from "../ics/content-line.ts";
import { MAX_OCCURRENCES_OF_ONE, type Occurrence, occurrencesOf } from "../ics/recurrence.ts";
import type { LineFormat, LineReading } from "./line-format.ts";
import type { FoundRow } from "./row-reading.ts";

/** iCalendar, RFC 5545: past events, and recurring events up to now. */
export const icalendar: LineFormat = {
  name: "icalendar",
  recognises: (beginning) => /^BEGIN:VCALENDAR\s/i.test(beginning),
  open: (nowMs) => new CalendarReading(nowMs),
};

/** Maximum length of a property after unfolding; RFC 5545 recommends 75 bytes per line. */
const PROPERTY_CHARACTERS = 262_144;
/** Further properties of an event are ignored. */
const MAX_PROPERTIES = 500;
/** Maximum number of recurring events, which are held until the end because changed occurrences may follow. */
const MAX_RECURRING = 2000;
/** Maximum number of changed occurrences. */
const MAX_CHANGED = 100_000;
/** Maximum number of occurrences of all recurring events together. */
const MAX_OCCURRENCES = 500_000;

/** A rule without a useful end takes more memory than the occurrences that it exceeds would. */
const ENDLESS_COST = 5;

const WANTED = new Set([
  "CATEGORIES",
  "DESCRIPTION",
  "DTEND",
  "DTSTART",
  "DURATION",
  "EXDATE",
  "RDATE",
  "RECURRENCE-ID",
  "RRULE",
  "STATUS",
  "SUMMARY",
  "UID",
  "X-POMODORO-COMPLETED",
]);

const OBSERVANCE = new Set(["DTSTART", "RDATE", "RRULE", "TZOFFSETFROM", "TZOFFSETTO"]);

interface OpenZone extends ZoneDefinition {
  name: string;
  location: string | undefined;
  readonly observances: ContentLine[][];
}

interface OpenEvent {
  readonly line: number;
  readonly properties: ContentLine[];
  /** Whether a line of it could not be read. It is then no row, because that line has been reported. */
  isIncomplete: boolean;
}

class CalendarReading implements LineReading {
  readonly #nowMs: number;
  readonly #utc: Zone = openZone("UTC");
  readonly #zones: CalendarZones;
  readonly #recurring: CalendarEvent[] = [];
  readonly #changed = new Set<string>();
  /** Names of the open components, innermost last. */
  readonly #open: string[] = [];
  #folded = { text: "", line: 0 };
  #event: OpenEvent | undefined;
  #zone: OpenZone | undefined;

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
    this.#zones = new CalendarZones(nowMs);
  }

  *take(line: string, number: number): Iterable<FoundRow> {
    if (/^[ \t]/.test(line)) {
      if (this.#folded.text.length < PROPERTY_CHARACTERS) this.#folded.text += line.slice(1);
      return;
    }
    yield* this.#property();
    this.#folded = { text: line, line: number };
  }

  miss(): void {
    if (this.#event !== undefined) this.#event.isIncomplete = true;
  }

  *end(): Iterable<FoundRow> {
    yield* this.#property();
    let left = MAX_OCCURRENCES;
    for (const event of this.#recurring) {
      const occurrences = left > 0 ? occurrencesOf(event, this.#nowMs) : "too_many_occurrences";
      if (typeof occurrences === "string") {
        if (occurrences === "too_many_occurrences") left -= ENDLESS_COST * MAX_OCCURRENCES_OF_ONE;
        yield { line: event.line, reading: { fault: occurrences } };
      } else {
        left -= occurrences.length;
        yield* this.#readOccurrences(event, occurrences);
      }
    }
  }

  *#readOccurrences(event: CalendarEvent, occurrences: readonly Occurrence[]): Iterable<FoundRow> {
    if (occurrences.length === 0) {
      const isFuture = event.startMs > this.#nowMs;
      yield { line: event.line, reading: { fault: isFuture ? "not_yet" : "wrong_shape" } };
    }
    for (const { startMs, isExcluded } of occurrences) {
      if (this.#changed.has(changeKey(event, startMs))) continue;
      const reading = isExcluded
        ? ({ fault: "excluded_date" } as const)
        : readOccurrence(event, startMs, this.#nowMs);
      yield { line: event.line, reading };
    }
  }

  *#property(): Iterable<FoundRow> {
    const { text, line } = this.#folded;
    const property = parseContentLine(text);
    if (property === undefined) return;
    const { name, value } = property;
    const component = value.trim().toUpperCase();
    if (name === "BEGIN") this.#begin(component, line);
    else if (name === "END") yield* this.#end(component);
    else if (this.#open.at(-1) === "VEVENT") {
      const properties = this.#event?.properties;
      if (WANTED.has(name) && properties !== undefined && properties.length < MAX_PROPERTIES) {
        properties.push(property);
      }
    } else if (this.#zone !== undefined) this.#zoneProperty(this.#zone, property);
  }

  #zoneProperty(zone: OpenZone, property: ContentLine): void {
    const { name, value } = property;
    if (this.#open.at(-1) !== "VTIMEZONE") {
      if (OBSERVANCE.has(name)) zone.observances.at(-1)?.push(property);
    } else if (name === "TZID") zone.name = value;
    else if (name === "X-LIC-LOCATION") zone.location = value.trim();
  }

  #begin(component: string, line: number): void {
    // Real calendars are three levels deep; deeper components are ignored.
    if (this.#open.length < 16) this.#open.push(component);
    if (component === "VEVENT") this.#event = { line, properties: [], isIncomplete: false };
    else if (component === "VTIMEZONE") {
      this.#zone = { name: "", location: undefined, observances: [] };
    } else if (component === "STANDARD" || component === "DAYLIGHT") {
      this.#zone?.observances.push([]);
    }
  }

  *#end(component: string): Iterable<FoundRow> {
    if (this.#open.at(-1) === component) this.#open.pop();
    if (component === "VTIMEZONE" && this.#zone !== undefined) {
      this.#zones.define(this.#zone);
      this.#zone = undefined;
    }
    if (component !== "VEVENT" || this.#event === undefined) return;
    const { line, properties, isIncomplete } = this.#event;
    this.#event = undefined;
    if (isIncomplete) return;
    const event = readEvent(line, properties, this.#zones, this.#utc);
    if (typeof event === "string") {
      yield { line, reading: { fault: event } };
      return;
    }
    if (event.insteadOf !== undefined && this.#changed.size < MAX_CHANGED) {
      this.#changed.add(changeKey(event, momentOf(event.insteadOf)));
    }
    const isRecurring = event.rule !== undefined || event.further.length > 0;
    if (!isRecurring) yield { line, reading: readOccurrence(event, event.startMs, this.#nowMs) };
    else if (this.#recurring.length < MAX_RECURRING) this.#recurring.push(event);
    else yield { line, reading: { fault: "too_many_occurrences" } };
  }
}

function changeKey({ uid }: CalendarEvent, startMs: number): string {
  return `${startMs} ${uid ?? ""}`;
}

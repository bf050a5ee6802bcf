import { isRecord, type RawInput } from "../../input/field-readers.ts";
import { ELEMENT, type JsonChoice, type JsonPath, type TakenValue } from "../json/json-scanner.ts";
import type { JsonShape } from "../json/json-shape.ts";
import { unreadableFile } from "../unreadable-file.ts";
import { ActivityLog, during, type JoinedActivity, joinActivities } from "./activity-log.ts";
import type { JsonFormat, JsonReading } from "./json-format.ts";
import { momentOf, numberOf, textOf, textsOf, unreadableValue } from "./members.ts";
import type { FoundRow, RowReading } from "./row-reading.ts";

/** A session ends after five minutes without activity. */
const GAP_MS = 5 * 60_000;
/** Shorter activity is not a session. */
const MIN_ACTIVE_MS = 60_000;
/** Events are started by hand; this limit is ten a day for a century. */
const MAX_STOPWATCH_EVENTS = 400_000;

/** ActivityWatch's name for no category. */
const UNCATEGORISED = "Uncategorized";

type Kind = "stopwatch" | "afk" | "window" | "other";

/**
 * ActivityWatch: an export of all buckets, of one bucket, or of one bucket's events. Stopwatch events are sessions.
 * Only without any, window events while the person was present are joined, with gaps of at most five minutes. The
 * category is the one assigned by ActivityWatch, otherwise the program used most.
 */
export const activitywatch: JsonFormat = {
  name: "activitywatch",
  recognises: (shape) =>
    shape.has("buckets") || isEvent(shape, "events", ELEMENT) || isEvent(shape, ELEMENT),
  choose(path) {
    if (path[0] !== "buckets") return chooseInBucket(path);
    return path.length < 3 ? "enter" : chooseInBucket(path.slice(2));
  },
  open: () => new BucketsReading(),
};

function isEvent(shape: JsonShape, ...place: readonly string[]): boolean {
  return ["timestamp", "duration", "data"].every((member) => shape.has(...place, member));
}

/** Path within a bucket, or within a list of events. */
function chooseInBucket(path: JsonPath): JsonChoice {
  const [member] = path;
  if (member === "events") return path.length === 1 ? "enter" : "take";
  if (member === undefined) return "enter";
  return [ELEMENT, "type", "id", "hostname"].includes(member) ? "take" : "skip";
}

interface StopwatchEvent {
  readonly line: number;
  readonly startMs: number;
  readonly seconds: number;
  readonly label: string;
  readonly isRunning: boolean;
}

/** Events of one machine. */
interface Host {
  readonly windows: ActivityLog;
  readonly present: ActivityLog;
  hasCategories: boolean;
}

class BucketsReading implements JsonReading {
  readonly #stopwatch: StopwatchEvent[] = [];
  readonly #hosts = new Map<string, Host>();
  /** Line of the first event of each bucket without stopwatch events, which are not sessions by themselves. */
  readonly #presences: number[] = [];
  #bucket = { name: "", type: "", host: "", hasEvents: false };

  *take({ path, line, value }: TakenValue): Iterable<FoundRow> {
    // A file can also contain a single bucket, or a bucket's list of events.
    const [, name = "", member] = path[0] === "buckets" ? path : ["", "", ...path];
    if (name !== this.#bucket.name || (member === "id" && name === ELEMENT)) {
      this.#bucket = { name, type: "", host: "", hasEvents: false };
    }
    if (member === "type") this.#bucket.type = textOf(value) ?? "";
    else if (member === "hostname") this.#bucket.host = textOf(value) ?? "";
    else if (member === "events" || member === ELEMENT) yield* this.#takeEvent(line, value);
  }

  *#takeEvent(line: number, value: unknown): Iterable<FoundRow> {
    const event = isRecord(value) ? value : undefined;
    const startMs = momentOf(event?.timestamp);
    const seconds = numberOf(event?.duration);
    if (event === undefined || startMs === undefined || seconds === undefined) {
      yield { line, reading: unreadableValue(value) };
      return;
    }
    const data = isRecord(event.data) ? event.data : {};
    const kind = kindOf(this.#bucket.type, data);
    if (kind !== "stopwatch" && !this.#bucket.hasEvents) this.#presences.push(line);
    this.#bucket.hasEvents = true;
    const activity = { line, startMs, endMs: startMs + seconds * 1000, label: labelOf(data) };
    if (kind === "stopwatch") {
      if (this.#stopwatch.length >= MAX_STOPWATCH_EVENTS) {
        throw unreadableFile("max_items", { limit: MAX_STOPWATCH_EVENTS });
      }
      const label = textOf(data.label) ?? "";
      this.#stopwatch.push({ line, startMs, seconds, label, isRunning: data.running === true });
    } else if (kind === "afk") {
      if (data.status === "not-afk") this.#host().present.add({ ...activity, label: "" });
    } else if (kind === "window") {
      const host = this.#host();
      if (Array.isArray(data.$category)) host.hasCategories = true;
      host.windows.add(activity);
    }
  }

  #host(): Host {
    const { host: name } = this.#bucket;
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    const host = { windows: new ActivityLog(), present: new ActivityLog(), hasCategories: false };
    this.#hosts.set(name, host);
    return host;
  }

  *end(): Iterable<FoundRow> {
    if (this.#stopwatch.length > 0) {
      yield* readStopwatch(this.#stopwatch);
      for (const line of this.#presences) yield { line, reading: { fault: "presence" } };
      return;
    }
    const hosts = [...this.#hosts.values()];
    if (hosts.every(({ windows }) => windows.size === 0)) {
      for (const line of this.#presences) yield { line, reading: { fault: "presence" } };
    }
    for (const { windows, present, hasCategories } of hosts) {
      const used =
        present.size === 0 ? windows.inOrder() : during(windows.inOrder(), present.inOrder());
      for (const joined of joinActivities(used, { gapMs: GAP_MS, byLabel: hasCategories })) {
        yield { line: joined.line, reading: readJoined(joined) };
      }
    }
  }
}

function kindOf(type: string, data: RawInput): Kind {
  if (type === "general.stopwatch" || (type === "" && "label" in data)) return "stopwatch";
  if (type === "afkstatus" || (type === "" && "status" in data)) return "afk";
  const isWindow =
    type === "currentwindow" || (type === "" && ("app" in data || "$category" in data));
  return isWindow ? "window" : "other";
}

/** The category, or the program. Window titles are private and not used. */
function labelOf(data: RawInput): string {
  const category = textsOf(data.$category).join(" / ");
  if (category === UNCATEGORISED) return "";
  return category === "" ? (textOf(data.app) ?? "") : category;
}

/**
 * A running event is stored repeatedly while it grows; of events with the same start and label the longest one counts.
 */
function* readStopwatch(events: readonly StopwatchEvent[]): Iterable<FoundRow> {
  const longest = new Map<string, StopwatchEvent>();
  const keyOf = ({ startMs, label }: StopwatchEvent) => `${startMs} ${label}`;
  for (const event of events) {
    const known = longest.get(keyOf(event));
    if (known === undefined || event.seconds >= known.seconds) longest.set(keyOf(event), event);
  }
  for (const event of events) {
    const isLongest = longest.get(keyOf(event)) === event;
    const reading: RowReading = isLongest ? readEvent(event) : { fault: "superseded" };
    yield { line: event.line, reading };
  }
}

function readEvent({ startMs, seconds, label, isRunning }: StopwatchEvent): RowReading {
  if (isRunning) return { fault: "running" };
  if (seconds === 0) return { fault: "zero_length" };
  const start = new Date(startMs).toISOString();
  const task = label === "" ? undefined : label;
  return { sessions: [{ start, duration_minutes: seconds / 60, task }] };
}

function readJoined({ startMs, activeMs, label }: JoinedActivity): RowReading {
  if (activeMs < MIN_ACTIVE_MS) return { fault: "too_short" };
  const start = new Date(startMs).toISOString();
  const category = label === "" ? undefined : label;
  return { sessions: [{ start, duration_minutes: activeMs / 60_000, category }] };
}

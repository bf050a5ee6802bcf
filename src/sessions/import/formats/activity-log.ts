import { unreadableFile } from "../unreadable-file.ts";

/** An interval of activity. */
export interface Activity {
  readonly line: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly label: string;
}

/** Several years of a window watcher; takes 40 MB. */
const MAX_ACTIVITIES = 2_000_000;
/** Maximum number of distinct labels. */
const MAX_LABELS = 100_000;
/** Initial capacity of the arrays, which grow by doubling. */
const FIRST_CAPACITY = 4096;

/** Stores many intervals of activity compactly and returns them in chronological order. */
export class ActivityLog {
  size = 0;
  readonly #labels = new Map<string, number>();
  readonly #names: string[] = [];
  #starts = new Float64Array(FIRST_CAPACITY);
  #ends = new Float64Array(FIRST_CAPACITY);
  #labelIds = new Uint32Array(FIRST_CAPACITY);
  #lines = new Uint32Array(FIRST_CAPACITY);

  /** @throws ServiceError `import_unreadable` when there are too many */
  add({ line, startMs, endMs, label }: Activity): void {
    if (this.size >= MAX_ACTIVITIES) throw unreadableFile("max_items", { limit: MAX_ACTIVITIES });
    if (this.size === this.#starts.length) this.#grow();
    this.#starts[this.size] = startMs;
    this.#ends[this.size] = Math.max(startMs, endMs);
    this.#labelIds[this.size] = this.#idOf(label);
    this.#lines[this.size] = line;
    this.size += 1;
  }

  /** Intervals ordered by start. */
  *inOrder(): Iterable<Activity> {
    const order = new Uint32Array(this.size);
    for (let index = 0; index < this.size; index++) order[index] = index;
    const starts = this.#starts;
    order.sort((one, other) => (starts[one] ?? 0) - (starts[other] ?? 0) || one - other);
    for (const index of order) {
      yield {
        line: this.#lines[index] ?? 0,
        startMs: this.#starts[index] ?? 0,
        endMs: this.#ends[index] ?? 0,
        label: this.#names[this.#labelIds[index] ?? 0] ?? "",
      };
    }
  }

  #idOf(label: string): number {
    const known = this.#labels.get(label);
    if (known !== undefined) return known;
    if (this.#names.length >= MAX_LABELS) throw unreadableFile("max_items", { limit: MAX_LABELS });
    this.#labels.set(label, this.#names.length);
    return this.#names.push(label) - 1;
  }

  #grow(): void {
    const length = Math.min(2 * this.#starts.length, MAX_ACTIVITIES);
    this.#starts = grown(new Float64Array(length), this.#starts);
    this.#ends = grown(new Float64Array(length), this.#ends);
    this.#labelIds = grown(new Uint32Array(length), this.#labelIds);
    this.#lines = grown(new Uint32Array(length), this.#lines);
  }
}

function grown<Numbers extends { set(from: Numbers): void }>(to: Numbers, from: Numbers): Numbers {
  to.set(from);
  return to;
}

export interface JoinedActivity extends Activity {
  /** Active time without the gaps. */
  readonly activeMs: number;
}

/**
 * Joins chronological activities into sessions. A longer gap starts a new session; with `byLabel`, a different label
 * does too. Otherwise the label with the most time names the session.
 */
export function* joinActivities(
  activities: Iterable<Activity>,
  { gapMs, byLabel }: { readonly gapMs: number; readonly byLabel: boolean },
): Iterable<JoinedActivity> {
  let open: Joining | undefined;
  for (const activity of activities) {
    const goesOn =
      open !== undefined &&
      activity.startMs - open.endMs <= gapMs &&
      (!byLabel || open.first.label === activity.label);
    if (open !== undefined && goesOn) open.add(activity);
    else {
      if (open !== undefined) yield open.joined();
      open = new Joining(activity);
    }
  }
  if (open !== undefined) yield open.joined();
}

class Joining {
  readonly first: Activity;
  endMs: number;
  #activeMs = 0;
  readonly #spent = new Map<string, number>();

  constructor(first: Activity) {
    this.first = first;
    this.endMs = first.startMs;
    this.add(first);
  }

  add({ startMs, endMs, label }: Activity): void {
    const ms = Math.max(0, endMs - Math.max(startMs, this.endMs));
    this.#activeMs += ms;
    this.#spent.set(label, (this.#spent.get(label) ?? 0) + ms);
    this.endMs = Math.max(this.endMs, endMs);
  }

  joined(): JoinedActivity {
    let label = this.first.label;
    for (const [name, ms] of this.#spent) if (ms > (this.#spent.get(label) ?? 0)) label = name;
    const { line, startMs } = this.first;
    return { line, startMs, endMs: this.endMs, label, activeMs: this.#activeMs };
  }
}

/** The parts of activities during which the person was present; both inputs are chronological. */
export function* during(
  activities: Iterable<Activity>,
  presences: Iterable<Activity>,
): Iterable<Activity> {
  const present = [...joinActivities(presences, { gapMs: 0, byLabel: false })];
  let from = 0;
  for (const activity of activities) {
    while ((present[from]?.endMs ?? Number.POSITIVE_INFINITY) <= activity.startMs) from += 1;
    for (let index = from; index < present.length; index++) {
      const { startMs = 0, endMs = 0 } = present[index] ?? {};
      if (startMs >= activity.endMs) break;
      yield {
        ...activity,
        startMs: Math.max(startMs, activity.startMs),
        endMs: Math.min(endMs, activity.endMs),
      };
    }
  }
}

import { isLinearizable, type Operation } from "./linearizable.ts";

interface Span {
  /** Whose data. */
  readonly person: string;
  /** Of a monotonic clock, in milliseconds. */
  readonly startedMs: number;
  readonly endedMs: number;
}

/** A change as its client saw it, repetitions with the same idempotency key included. */
export interface Change extends Span {
  readonly kind: "change";
  /** The element of the person's set, or the name of a register. */
  readonly element: string;
  /** `PRESENT` and `ABSENT` for elements of the set; any other text for a register. */
  readonly value: string;
  /** `unknown`: the last repetition failed, and what became of them all was never said. */
  readonly outcome: "acknowledged" | "refused" | "unknown";
  /** What acknowledgements of an element said it is called: the same each time. */
  readonly ids: readonly string[];
}

/** What somebody was shown: the whole set, or one register. */
export interface Look extends Span {
  readonly kind: "look";
  /** The answer said that it may be out of date. */
  readonly isStale: boolean;
  readonly shown:
    | { readonly set: readonly string[] }
    | { readonly register: string; readonly value: string };
}

export type Event = Change | Look;

export interface Violation {
  readonly person: string;
  readonly element: string;
  readonly what:
    | "not linearizable"
    | "shown twice"
    | "shown and never written"
    | "two ids for one key";
}

export const PRESENT = "present";
export const ABSENT = "absent";

/**
 * What a history breaks of: acknowledged changes are seen by every later look, changes of unknown outcome happened at some
 * time or never, refused ones never, nothing is there twice, and a repeated key means one change.
 *
 * @param staleMs how far back an answer that says it is stale may lie. Never before what its person was acknowledged last.
 */
export function findViolations(history: readonly Event[], staleMs: number): readonly Violation[] {
  const people = Map.groupBy(history, ({ person }) => person);
  return [...people].flatMap(([person, events]) =>
    violationsOf(events, staleMs).map((violation) => ({ person, ...violation })),
  );
}

type Found = Omit<Violation, "person">;

function violationsOf(events: readonly Event[], staleMs: number): readonly Found[] {
  const changes = events.filter((event) => event.kind === "change");
  const looks = datedLooks(events, staleMs).map(withMembers);
  const byElement = Map.groupBy(changes, ({ element }) => element);
  const strays = looks.flatMap(({ shown }) =>
    elementsIn(shown)
      .filter((element) => !byElement.has(element))
      .map((element): Found => ({ element, what: "shown and never written" })),
  );
  const twice = looks.flatMap(({ shown }) =>
    repeated(elementsIn(shown)).map((element): Found => ({ element, what: "shown twice" })),
  );
  const broken = [...byElement].flatMap(([element, ofElement]): readonly Found[] => {
    const ids = new Set(ofElement.flatMap((change) => change.ids));
    const isInSet = ofElement.every(({ value }) => value === PRESENT || value === ABSENT);
    const writes = ofElement.flatMap(asWrite);
    const reads = looks.flatMap(asReadOf(element, isInSet));
    const operations = [...writes, ...decidingReads(reads, writes)];
    return [
      ...(ids.size > 1 ? [{ element, what: "two ids for one key" } as const] : []),
      ...(isLinearizable(operations, ABSENT)
        ? []
        : [{ element, what: "not linearizable" } as const]),
    ];
  });
  return [...strays, ...twice, ...broken];
}

/** Shorter than anything that is timed: what follows an end by it does not overlap with it. */
const MOMENT_MS = 1e-6;

/** Stale looks begin as early as what they show may be old. */
function datedLooks(events: readonly Event[], staleMs: number): readonly Look[] {
  const acknowledgedMs = events
    .filter((event) => event.kind === "change" && event.outcome === "acknowledged")
    .map(({ endedMs }) => endedMs)
    .toSorted((one, other) => one - other);
  return events.flatMap((event) => {
    if (event.kind !== "look") return [];
    if (!event.isStale) return [event];
    const newestMs = acknowledgedMs.findLast((endedMs) => endedMs <= event.startedMs);
    const floorMs = newestMs === undefined ? Number.NEGATIVE_INFINITY : newestMs + MOMENT_MS;
    return [{ ...event, startedMs: Math.max(event.startedMs - staleMs, floorMs) }];
  });
}

interface QuickLook extends Look {
  readonly members: ReadonlySet<string>;
}

function withMembers(look: Look): QuickLook {
  return { ...look, members: new Set(elementsIn(look.shown)) };
}

/**
 * Reads that can make a difference. Before the first write everything shows what was there in the beginning, and after the
 * last one everything shows the same: one read of each value stands for all of them.
 */
function decidingReads(
  reads: readonly Operation[],
  writes: readonly Operation[],
): readonly Operation[] {
  const beginMs = Math.min(...writes.map(({ startedMs }) => startedMs));
  const endMs = Math.max(...writes.map(({ endedMs }) => endedMs));
  const settled = new Set<string>();
  return reads.filter(({ value, startedMs, endedMs }) => {
    if (endedMs < beginMs) return value !== ABSENT;
    if (startedMs <= endMs) return true;
    const isFirst = !settled.has(value);
    settled.add(value);
    return isFirst;
  });
}

function elementsIn(shown: Look["shown"]): readonly string[] {
  return "set" in shown ? shown.set : [];
}

function repeated(elements: readonly string[]): readonly string[] {
  return [...new Set(elements.filter((each, index) => elements.indexOf(each) !== index))];
}

function asWrite({ outcome, value, startedMs, endedMs }: Change): readonly Operation[] {
  if (outcome === "refused") return [];
  const until = outcome === "unknown" ? Number.POSITIVE_INFINITY : endedMs;
  return [{ kind: "write", value, startedMs, endedMs: until }];
}

function asReadOf(element: string, isInSet: boolean) {
  return ({ shown, members, startedMs, endedMs }: QuickLook): readonly Operation[] => {
    const span = { kind: "read", startedMs, endedMs } as const;
    if ("set" in shown) {
      return isInSet ? [{ ...span, value: members.has(element) ? PRESENT : ABSENT }] : [];
    }
    return shown.register === element ? [{ ...span, value: shown.value }] : [];
  };
}

/** Something that one client did to one register, as it saw it. Times are of one monotonic clock, in milliseconds. */
export interface Operation {
  readonly kind: "write" | "read";
  /** What was written or read. */
  readonly value: string;
  readonly startedMs: number;
  /** Infinity: the client never learned what became of a write, which may have taken effect at any time, or never. */
  readonly endedMs: number;
}

/** What has taken effect of a history. */
interface State {
  /** All operations before this one in the order of their starts, and those in `beyond`. */
  readonly first: number;
  readonly beyond: ReadonlySet<number>;
  readonly value: string;
  /** Writes of unknown outcome that did take effect. */
  readonly unknown: ReadonlySet<number>;
}

/**
 * Whether each operation can have taken effect at one moment between its start and its end, such that every read gives what
 * was written last (Herlihy and Wing 1990). Tries what can have been next in turn and remembers where it has been, as
 * Lowe (2017) has it.
 *
 * @param initial what the register holds before anything was written
 */
export function isLinearizable(operations: readonly Operation[], initial: string): boolean {
  const byStart = operations.toSorted((one, other) => one.startedMs - other.startedMs);
  const known = byStart.filter(({ endedMs }) => endedMs < Number.POSITIVE_INFINITY);
  const unknown = byStart.filter(({ endedMs }) => endedMs === Number.POSITIVE_INFINITY);
  const visited = new Set<string>();
  const open: State[] = [{ first: 0, beyond: new Set(), value: initial, unknown: new Set() }];
  for (;;) {
    const state = open.pop();
    if (state === undefined) return false;
    if (state.first === known.length) return true;
    const key = [state.first, ...state.beyond, "|", ...state.unknown, "|", state.value].join(" ");
    if (visited.has(key)) continue;
    visited.add(key);
    open.push(...following(state, known, unknown));
  }
}

/** What each operation that can have been next leads to. */
function following(
  state: State,
  known: readonly Operation[],
  unknown: readonly Operation[],
): readonly State[] {
  const { candidates, mustEndMs } = nextOf(state, known);
  // A read of what is there changes nothing, so taking it at once leaves every other way open.
  const read = candidates.find((index) => isReadOf(known[index], state.value));
  if (read !== undefined) return [afterKnown(state, read, state.value)];
  const written = candidates.flatMap((index) => {
    const operation = known[index];
    return operation?.kind === "write" ? [afterKnown(state, index, operation.value)] : [];
  });
  const late = unknown.flatMap(({ startedMs, value }, index) => {
    // One that nobody reads before the next write may as well never have happened.
    const isRead = candidates.some((next) => isReadOf(known[next], value));
    if (state.unknown.has(index) || startedMs > mustEndMs || !isRead) return [];
    return [{ ...state, value, unknown: new Set([...state.unknown, index].toSorted(byNumber)) }];
  });
  return [...late, ...written];
}

/** Those that began before any that has not taken effect had ended. */
function nextOf({ first, beyond }: State, known: readonly Operation[]) {
  const candidates: number[] = [];
  let mustEndMs = Number.POSITIVE_INFINITY;
  for (let index = first; index < known.length; index += 1) {
    const operation = known[index];
    if (operation === undefined || operation.startedMs > mustEndMs) break;
    if (beyond.has(index)) continue;
    candidates.push(index);
    mustEndMs = Math.min(mustEndMs, operation.endedMs);
  }
  return { candidates, mustEndMs };
}

function isReadOf(operation: Operation | undefined, value: string): boolean {
  return operation?.kind === "read" && operation.value === value;
}

function afterKnown(state: State, index: number, value: string): State {
  const beyond = new Set([...state.beyond, index].toSorted(byNumber));
  let first = state.first;
  while (beyond.delete(first)) first += 1;
  return { ...state, first, beyond, value };
}

const byNumber = (one: number, other: number) => one - other;

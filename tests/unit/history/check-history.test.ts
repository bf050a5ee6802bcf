import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  ABSENT,
  type Change,
  type Event,
  findViolations,
  type Look,
  PRESENT,
} from "../../support/history/check-history.ts";
import { seededRandom } from "../../support/random.ts";

const STALE_MS = 100;

function change(
  element: string,
  [startedMs, endedMs]: readonly [number, number],
  given: Partial<Change> = {},
): Change {
  const ids = given.outcome === undefined ? [`id of ${element}`] : [];
  return {
    ...{ kind: "change", person: "ann", element, value: PRESENT, startedMs, endedMs },
    ...{ outcome: "acknowledged", ids },
    ...given,
  };
}

function look(
  shown: readonly string[] | { readonly register: string; readonly value: string },
  [startedMs, endedMs]: readonly [number, number],
  isStale = false,
): Look {
  const of = "register" in shown ? shown : { set: shown };
  return { kind: "look", person: "ann", startedMs, endedMs, isStale, shown: of };
}

const whats = (history: readonly Event[]) =>
  findViolations(history, STALE_MS).map(({ element, what }) => `${element}: ${what}`);

const removed = (element: string, span: readonly [number, number], given: Partial<Change> = {}) =>
  change(element, span, { value: ABSENT, ids: [], ...given });

const rated = (value: string, span: readonly [number, number], given: Partial<Change> = {}) =>
  change("rating", span, { value, ids: [], ...given });

describe("a history is sound when", () => {
  const sound: Record<string, readonly Event[]> = {
    "acknowledged writes are seen": [change("a", [0, 1]), look(["a"], [2, 3])],
    "a write under way is seen or not": [
      change("a", [0, 10]),
      look([], [1, 2]),
      look(["a"], [3, 4]),
    ],
    "one of unknown outcome never happened": [
      change("a", [0, 1], { outcome: "unknown" }),
      look([], [5, 6]),
    ],
    "it happened late": [
      change("a", [0, 1], { outcome: "unknown" }),
      look([], [5, 6]),
      look(["a"], [7, 8]),
    ],
    "what is removed is gone": [change("a", [0, 1]), removed("a", [2, 3]), look([], [4, 5])],
    "an old rating is shown by a look that began before the new one was acknowledged": [
      rated("1", [0, 1]),
      rated("2", [2, 9]),
      look({ register: "rating", value: "2" }, [3, 5]),
      look({ register: "rating", value: "2" }, [6, 7]),
    ],
    "a stale answer shows what was so within its window": [
      change("b", [0, 1]),
      change("a", [50, 51], { person: "ann", outcome: "unknown" }),
      look(["a", "b"], [60, 61]),
      look(["b"], [140, 141], true),
    ],
    "people are apart": [change("a", [0, 1]), { ...look([], [2, 3]), person: "bob" }],
  };
  for (const [name, history] of Object.entries(sound)) {
    test(name, () => assert.deepEqual(whats(history), []));
  }
});

describe("found is", () => {
  const planted: Record<string, readonly [readonly Event[], string]> = {
    "an acknowledged write that is lost": [
      [change("a", [0, 1]), look([], [2, 3])],
      "a: not linearizable",
    ],
    "one that is lost later": [
      [change("a", [0, 1]), look(["a"], [2, 3]), look([], [4, 5])],
      "a: not linearizable",
    ],
    "one of unknown outcome that is seen and then is not": [
      [change("a", [0, 1], { outcome: "unknown" }), look(["a"], [2, 3]), look([], [4, 5])],
      "a: not linearizable",
    ],
    "a removed element that comes back": [
      [change("a", [0, 1]), removed("a", [2, 3]), look([], [4, 5]), look(["a"], [6, 7])],
      "a: not linearizable",
    ],
    "a refused write that happened": [
      [change("a", [0, 1], { outcome: "refused" }), look(["a"], [2, 3])],
      "a: not linearizable",
    ],
    "one seen before it was sent": [
      [look(["a"], [0, 1]), change("a", [2, 3])],
      "a: not linearizable",
    ],
    "the same twice": [[change("a", [0, 1]), look(["a", "a"], [2, 3])], "a: shown twice"],
    "what nobody wrote": [[look(["x"], [2, 3])], "x: shown and never written"],
    "a key that made two": [
      [change("a", [0, 1], { ids: ["1", "2"] }), look(["a"], [2, 3])],
      "a: two ids for one key",
    ],
    "an old rating after the new one was seen": [
      [
        rated("1", [0, 1]),
        rated("2", [2, 9]),
        look({ register: "rating", value: "2" }, [3, 4]),
        look({ register: "rating", value: "1" }, [5, 6]),
      ],
      "rating: not linearizable",
    ],
    "a stale answer older than its window": [
      [
        change("a", [0, 1]),
        look(["a"], [2, 3]),
        removed("a", [4, 5], { person: "ann", outcome: "unknown" }),
        look([], [6, 7]),
        look(["a"], [200, 201], true),
      ],
      "a: not linearizable",
    ],
    "a stale answer that forgets what its person was acknowledged": [
      [change("a", [0, 1]), look([], [2, 3], true)],
      "a: not linearizable",
    ],
  };
  for (const [name, [history, expected]] of Object.entries(planted)) {
    test(name, () => assert.deepEqual(whats(history), [expected]));
  }
});

/** What clients of a register see that is one, with some outcomes unknown. */
function generated(seed: number): readonly Event[] {
  const random = seededRandom(seed);
  let current = ABSENT;
  let nowMs = 0;
  return Array.from({ length: 60 }, (_, index): Event => {
    nowMs += 1;
    // Each takes effect at one moment, around which it began and ended.
    const span = [nowMs - random.uniform() * 5, nowMs + random.uniform() * 5] as const;
    if (random.uniform() < 0.5) return look({ register: "rating", value: current }, span);
    const isUnknown = random.uniform() < 0.2;
    if (!isUnknown || random.uniform() < 0.5) current = `${index}`;
    return rated(`${index}`, span, isUnknown ? { outcome: "unknown" } : {});
  });
}

test("histories of a true register are sound, and unsound once it forgets", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const history = generated(seed);
    assert.deepEqual(whats(history), [], `seed ${seed}`);
    const forgetful = [...history, look({ register: "rating", value: ABSENT }, [1000, 1001])];
    assert.deepEqual(whats(forgetful), ["rating: not linearizable"], `seed ${seed}`);
  }
});

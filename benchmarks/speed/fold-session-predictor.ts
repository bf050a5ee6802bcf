/**
 * How fast does the session predictor learn and answer? Prints sessions folded per second (one core) and the time per
 * answer, from a seeded history of ten years at five sessions a day.
 *
 *     node benchmarks/speed/fold-session-predictor.ts
 */
import type { LearnedSession } from "../../src/models/model.ts";
import { sessionPredictor } from "../../src/models/session-predictor/session-predictor.ts";
import type { SessionPredictorState } from "../../src/models/session-predictor/state.ts";

const DAYS = 3650;
const PER_DAY = 5;
const FIRST_DAY = 17_000;

/** A small seeded generator of numbers in 0–1 (mulberry32); the benchmark must not depend on luck. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function history(): LearnedSession[] {
  const random = seeded(1);
  const sessions: LearnedSession[] = [];
  for (let index = 0; index < DAYS; index++) {
    if (random() < 0.15) continue;
    const count = 1 + Math.floor(random() * 2 * PER_DAY);
    const starts = Array.from({ length: count }, () => 480 + Math.floor(random() * 600));
    for (const startMinute of starts.sort((a, b) => a - b)) {
      sessions.push({
        id: String(sessions.length),
        startedAtMs: (FIRST_DAY + index) * 86_400_000 + startMinute * 60_000,
        day: FIRST_DAY + index,
        startMinute,
        knownMinute: startMinute + 25,
        startHour: Math.floor(startMinute / 60),
        durationMinutes: 25,
        preset: "deep_work",
        category: "Other",
        rating: random() < 0.5 ? Math.round(random() * 100) : null,
        completed: true,
      });
    }
  }
  return sessions;
}

function foldOnce(sessions: readonly LearnedSession[]): SessionPredictorState {
  const state = sessionPredictor.empty();
  for (const session of sessions) sessionPredictor.learnInto(state, session);
  return state;
}

function leastOf(values: readonly number[]): number {
  return Math.min(...values);
}

/** Time of one call in microseconds: the best of several rounds, because other work on the machine only ever adds. */
function microsecondsPerCall(calls: number, work: () => void): number {
  const rounds: number[] = [];
  for (let round = 0; round < 15; round++) {
    const before = performance.now();
    for (let call = 0; call < calls; call++) work();
    rounds.push(((performance.now() - before) * 1000) / calls);
  }
  return leastOf(rounds);
}

const sessions = history();
const state = foldOnce(sessions);
const day = FIRST_DAY + DAYS;
sessionPredictor.advance(state, day);
const asked = { day, minute: 720, wallHour: 12 };

const fold = microsecondsPerCall(1, () => foldOnce(sessions)) / sessions.length;
const closing = microsecondsPerCall(1, () => {
  const draft = sessionPredictor.empty();
  for (const session of sessions) sessionPredictor.learnInto(draft, session);
});
const today = microsecondsPerCall(2000, () =>
  sessionPredictor.predict(state, { kind: "day", asked, day }),
);
const fresh = microsecondsPerCall(500, () =>
  sessionPredictor.predict({ ...state }, { kind: "day", asked, day }),
);
const week = microsecondsPerCall(500, () =>
  sessionPredictor.predict(state, { kind: "week", asked, start: day }),
);
const freshWeek = microsecondsPerCall(100, () =>
  sessionPredictor.predict({ ...state }, { kind: "week", asked, start: day }),
);

console.log(`sessions                     ${sessions.length}`);
console.log(`fold, sessions per second    ${Math.round(1e6 / fold)}`);
console.log(`fold, µs per session         ${fold.toFixed(3)}`);
console.log(`fold, µs per day             ${(closing / DAYS).toFixed(2)}`);
console.log(`today, µs                    ${today.toFixed(1)}`);
console.log(`today, first of a day, µs    ${fresh.toFixed(1)}`);
console.log(`week, µs                     ${week.toFixed(1)}`);
console.log(`week, first of a day, µs     ${freshWeek.toFixed(1)}`);
console.log(`state, bytes of JSON         ${JSON.stringify(state).length}`);

/**
 * How fast do all registered models learn together, and each alone; how long does an answer take; how large do the
 * states grow? One core, a seeded history of ten years.
 *
 *     node benchmarks/speed/fold-models.ts
 */
import type { LearnedSession, Model } from "../../src/models/model.ts";
import {
  advanceProfile,
  emptyProfile,
  learnIntoProfile,
  MODEL_NAMES,
  type Profile,
} from "../../src/models/profile.ts";
import { MODELS, type ModelName } from "../../src/models/registry.ts";
import { PRESETS } from "../../src/schemas/session.ts";
import { isoWeekday } from "../../src/time/calendar.ts";

type Folding<State> = Pick<Model<State, never, unknown>, "empty" | "learnInto">;

const FIRST_DAY = 17_000;
const DAYS = 3652;
const LAST_DAY = FIRST_DAY + DAYS;

/** mulberry32: the benchmark must not depend on luck. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function history(): LearnedSession[] {
  const random = seeded(1);
  const sessions: LearnedSession[] = [];
  for (let day = FIRST_DAY; day < LAST_DAY; day += 1) {
    if (random() < (isoWeekday(day) > 5 ? 0.6 : 0.1)) continue;
    let startMinute = 420 + Math.floor(random() * 180);
    while (startMinute < 1320 && random() > 0.08) {
      const durationMinutes = 25 + Math.floor(random() * 65);
      sessions.push({
        id: String(sessions.length),
        startedAtMs: day * 86_400_000 + startMinute * 60_000,
        day,
        startMinute,
        knownMinute: startMinute + durationMinutes,
        startHour: Math.floor(startMinute / 60),
        durationMinutes,
        preset: PRESETS[Math.floor(random() * PRESETS.length)] ?? "deep_work",
        category: `Category ${Math.floor(random() * random() * 20)}`,
        rating: random() < 0.2 ? null : Math.round(random() * 10_000) / 100,
        completed: random() < 0.9,
      });
      startMinute += durationMinutes + 5 + Math.floor(random() * 60);
    }
  }
  return sessions;
}

/** The best of several rounds, in microseconds per call: other work on the machine only ever adds. */
function microseconds(rounds: number, calls: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now();
    for (let call = 0; call < calls; call += 1) work();
    best = Math.min(best, ((performance.now() - before) * 1000) / calls);
  }
  return best;
}

function foldAll(sessions: readonly LearnedSession[]): Profile {
  const profile = emptyProfile();
  for (const session of sessions) learnIntoProfile(profile, session);
  advanceProfile(profile, LAST_DAY);
  return profile;
}

const sessions = history();
const each = microseconds(9, 1, () => foldAll(sessions)) / sessions.length;
console.log(`${sessions.length} sessions in ${DAYS} days`);
console.log(`all models: ${each.toFixed(2)} µs a session, ${Math.round(1e6 / each)} sessions/s`);

const profile = foldAll(sessions);
for (const name of MODEL_NAMES) {
  const model = MODELS[name];
  const alone = microseconds(9, 1, () => foldOne(name)) / sessions.length;
  const bytes = Buffer.byteLength(JSON.stringify(profile[name]));
  console.log(`${model.name}: ${alone.toFixed(2)} µs a session, ${bytes} bytes`);
}
console.log(`profile: ${Buffer.byteLength(JSON.stringify(profile))} bytes`);

function foldOne<Name extends ModelName>(name: Name): void {
  const foldings: { readonly [Each in ModelName]: Folding<Profile[Each]> } = MODELS;
  const { empty, learnInto } = foldings[name];
  const draft = empty();
  for (const session of sessions) learnInto(draft, session);
}

const asked = { day: LAST_DAY, minute: 600, wallHour: 10 };
const analysis = microseconds(9, 500, () => {
  MODELS["productivity-analyzer"].predict(profile["productivity-analyzer"], { asked });
});
const recommendation = microseconds(9, 500, () => {
  MODELS["preset-recommender"].predict(profile["preset-recommender"], {
    asked,
    isoWeekday: 3,
    category: "Category 1",
  });
});
console.log(
  `answers: analysis ${analysis.toFixed(0)} µs, recommendation ${recommendation.toFixed(0)} µs`,
);

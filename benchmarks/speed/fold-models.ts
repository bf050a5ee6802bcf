/**
 * How fast do all registered models learn together, and each alone; how large do the states grow? One core, a seeded
 * history of ten years; takes about five seconds. How long answers take: benchmarks/speed/answer-models.ts.
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
import { microseconds } from "../support/microseconds.ts";
import { DAYS, LAST_DAY, tenYears } from "../support/ten-years.ts";

type Folding<State> = Pick<Model<State, never, unknown>, "empty" | "learnInto">;

function foldAll(sessions: readonly LearnedSession[]): Profile {
  const profile = emptyProfile();
  for (const session of sessions) learnIntoProfile(profile, session);
  advanceProfile(profile, LAST_DAY);
  return profile;
}

const sessions = tenYears();
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

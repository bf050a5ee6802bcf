import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PRESETS } from "../../../src/domain/session.ts";
import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import {
  advanceProfile,
  emptyProfile,
  learnIntoProfile,
  MODEL_NAMES,
  type Profile,
  profileSignature,
} from "../../../src/models/profile.ts";
import { MODELS, type ModelName } from "../../../src/models/registry.ts";
import { encodeProfile } from "../../../src/profiles/profile-codec.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import type { ModelNamed } from "../../suites/model-questions.ts";
import { dataSetG } from "../../support/data-set-g.ts";
import { FIRST_DAY } from "../../support/learned-histories.ts";
import { learnedSession } from "../../support/learned-session.ts";
import { seededRandom } from "../../support/random.ts";

/** Ten years of somebody who works six days a week, about ten sessions a day, on many things. */
function* tenHeavyYears(): Generator<LearnedSession> {
  const random = seededRandom(10);
  for (let day = FIRST_DAY; day < FIRST_DAY + 3652; day += 1) {
    if (isoWeekday(day) === 7 && random.uniform() < 0.8) continue;
    let minute = 380 + Math.floor(random.uniform() * 120);
    while (minute < 1380) {
      const popular = Math.floor(random.uniform() * random.uniform() * 30);
      yield learnedSession({
        id: `${day}-${minute}`,
        day,
        startMinute: minute,
        durationMinutes: 25 + Math.floor(random.uniform() * 65),
        preset: PRESETS[Math.floor(random.uniform() * 4)] ?? "deep_work",
        category: `Project number ${popular}`,
        rating: random.uniform() < 0.1 ? null : Math.round(random.uniform() * 10_000) / 100,
        completed: random.uniform() < 0.9,
      });
      minute += 55 + Math.floor(random.uniform() * 95);
    }
  }
}

/** The same objects; the mapped type lets a name carry its model's types. */
const models: { readonly [Name in ModelName]: ModelNamed<Name> } = MODELS;

function learnedAlone<Name extends ModelName>(name: Name): Profile[Name] {
  const model: ModelNamed<Name> = models[name];
  return fold(model, model.empty(), dataSetG());
}

describe("profile", () => {
  test("holds each model's state as that model alone would have learned it", () => {
    const profile = emptyProfile();
    for (const session of dataSetG()) learnIntoProfile(profile, session);
    for (const name of MODEL_NAMES) assert.deepEqual(profile[name], learnedAlone(name), name);
    assert.deepEqual(Object.keys(profile).sort(), [...MODEL_NAMES].sort());
  });

  test("advancing reaches every model, once", () => {
    const profile = emptyProfile();
    learnIntoProfile(profile, learnedSession({ day: FIRST_DAY }));
    advanceProfile(profile, FIRST_DAY + 100);
    const advanced = JSON.stringify(profile);
    advanceProfile(profile, FIRST_DAY + 100);
    assert.equal(JSON.stringify(profile), advanced);
    assert.equal(profile["preset-recommender"].day, FIRST_DAY + 100);
    assert.equal(profile["productivity-analyzer"].day, FIRST_DAY + 100);
    assert.equal(profile["session-predictor"].openDay, FIRST_DAY + 100);
  });

  test("the signature names every model with its version", () => {
    for (const { name, version } of Object.values(MODELS)) {
      assert.ok(profileSignature().split(",").includes(`${name}@${version}`));
    }
  });

  test("of ten heavy years takes at most 32 KB as it is stored", (t) => {
    const profile = emptyProfile();
    let sessions = 0;
    for (const session of tenHeavyYears()) {
      learnIntoProfile(profile, session);
      sessions += 1;
    }
    const sizes = Object.entries(profile).map(
      ([name, state]) => `${name} ${Buffer.byteLength(JSON.stringify(state))}`,
    );
    const bytes = encodeProfile(profile).byteLength;
    t.diagnostic(`${sessions} sessions, ${bytes} bytes stored; as JSON: ${sizes.join(", ")}`);
    assert.ok(sessions > 30_000);
    assert.ok(bytes <= 32 * 1024, `${bytes} bytes`);
    const json = Buffer.byteLength(JSON.stringify(profile));
    assert.ok(json <= 64 * 1024, `${json} bytes of JSON: ${sizes.join(", ")}`);
  });
});

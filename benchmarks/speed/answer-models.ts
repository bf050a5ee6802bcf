/**
 * How long does each registered model take to answer, and to explain the answer? One core, the profile of ten years;
 * takes about ten seconds.
 *
 *     node benchmarks/speed/answer-models.ts
 */
import type { Model } from "../../src/models/model.ts";
import {
  advanceProfile,
  emptyProfile,
  learnIntoProfile,
  MODEL_NAMES,
  type Profile,
} from "../../src/models/profile.ts";
import { MODELS, type ModelName } from "../../src/models/registry.ts";
import { isoWeekday } from "../../src/time/calendar.ts";
import { CUSTOMARY_PRESETS } from "../../tests/support/customary-presets.ts";
import { microseconds } from "../support/microseconds.ts";
import { LAST_DAY, tenYears } from "../support/ten-years.ts";

const ROUNDS = 7;
const CALLS = 200;

type QueryOf<Name extends ModelName> = Parameters<(typeof MODELS)[Name]["predict"]>[1];
type Answering<Name extends ModelName> = Pick<
  Model<Profile[Name], QueryOf<Name>, unknown>,
  "predict" | "explain"
>;

const asked = { day: LAST_DAY, minute: 600, wallHour: 10 };
const isoDay = isoWeekday(LAST_DAY);

/** The question that each model is asked most. */
const QUERIES: { readonly [Name in ModelName]: QueryOf<Name> } = {
  "session-predictor": { kind: "day", asked, day: LAST_DAY },
  "preset-recommender": { asked, isoWeekday: isoDay, category: "Category 1" },
  "productivity-analyzer": { asked },
  "quality-predictor": {
    asked,
    hour: 10,
    weekday: isoDay,
    preset: "deep_work",
    category: "Category 1",
    sessionsToday: 2,
    minutesSinceLast: 20,
    wellness: null,
  },
  "focus-optimizer": {
    asked,
    day: LAST_DAY,
    presetOfHour: CUSTOMARY_PRESETS,
    sessions: 6,
    workingHours: null,
    busy: [],
    earlierStarts: [],
  },
  "burnout-predictor": { asked },
  "anomaly-detector": { asked },
  "diversity-detector": { asked, categories: [] },
  "theme-productivity": { asked },
  "weekly-insights": { asked, week: LAST_DAY },
  "history-aggregates": { asked, days: 90 },
};

const ANSWERING: { readonly [Name in ModelName]: Answering<Name> } = MODELS;

function measure<Name extends ModelName>(name: Name, profile: Profile): void {
  const state = profile[name];
  const query = QUERIES[name];
  const { predict, explain } = ANSWERING[name];
  const answer = microseconds(ROUNDS, CALLS, () => predict(state, query));
  const explanation = microseconds(ROUNDS, CALLS, () => explain(state, query));
  console.log(
    `${name}: ${answer.toFixed(1)} µs an answer, ${explanation.toFixed(1)} µs an explanation`,
  );
}

const profile = emptyProfile();
for (const session of tenYears()) learnIntoProfile(profile, session);
advanceProfile(profile, LAST_DAY);
for (const name of MODEL_NAMES) measure(name, profile);
const week: QueryOf<"session-predictor"> = { kind: "week", asked, start: LAST_DAY };
const forWeek = microseconds(ROUNDS, CALLS, () =>
  MODELS["session-predictor"].predict(profile["session-predictor"], week),
);
console.log(`session-predictor, a week: ${forWeek.toFixed(1)} µs an answer`);

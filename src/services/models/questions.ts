import type { Explanation, Model, Prediction } from "../../models/model.ts";
import type { Profile } from "../../models/profile.ts";
import type { WellnessAnswer } from "../../models/quality-predictor/wellness.ts";
import { MODELS, type ModelName } from "../../models/registry.ts";
import type { SessionQuery } from "../../models/session-predictor/query.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { TREND_DAYS } from "../../schemas/insights.ts";
import { readLenientInteger } from "../../schemas/lenient-integer.ts";
import type { ExplainQuery, ModelExplanation } from "../../schemas/models.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { qualityQueryOf } from "../signals/quality/facts.ts";
import { readQualityQuestion } from "../signals/quality/question.ts";
import { focusQueryOf } from "../signals/schedule/facts.ts";
import { readScheduleQuestion } from "../signals/schedule/question.ts";

/** A request about a model, with its day. */
export interface AskedQuestion {
  readonly view: ProfileView;
  readonly day: EpochDay;
  readonly query: ExplainQuery;
  /** Wellness on the day of the question, if recorded. */
  readonly checkin: WellnessAnswer | null;
}

/** A model with a uniform interface for queries from requests. */
export interface AskableModel {
  readonly name: ModelName;
  readonly version: number;
  readonly unit: ModelExplanation["unit"];
  /** Members of sessions and check-ins that it learns from. */
  readonly inputs: readonly string[];
  readonly routes: readonly string[];
  predict(question: AskedQuestion): Prediction<unknown>;
  explain(question: AskedQuestion): Explanation;
}

type About = Pick<AskableModel, "unit" | "inputs" | "routes">;

/** @param queryFor builds the model's query from a request, as its route does */
function askable<State, Query, Value>(
  name: ModelName,
  model: Model<State, Query, Value>,
  stateOf: (profile: Profile) => State,
  queryFor: (question: AskedQuestion) => Query,
  about: About,
): AskableModel {
  return {
    ...about,
    name,
    version: model.version,
    predict: (question) => model.predict(stateOf(question.view.profile), queryFor(question)),
    explain: (question) => model.explain(stateOf(question.view.profile), queryFor(question)),
  };
}

const now = ({ view }: AskedQuestion) => ({ asked: view.asked, stated: view.workTimes });

const WORK = ["start", "category", "preset", "rating", "completed"];

/** Every registered model; the type requires an entry for a new one. */
export const ASKABLE_MODELS: { readonly [Name in ModelName]: AskableModel } = {
  "session-predictor": askable(
    "session-predictor",
    MODELS["session-predictor"],
    (profile) => profile["session-predictor"],
    ({ view, day, query }): SessionQuery =>
      query.start_date === undefined
        ? { kind: "day", asked: view.asked, day, stated: view.workTimes }
        : {
            kind: "week",
            asked: view.asked,
            start: day,
            stated: view.workTimes,
          },
    {
      unit: "sessions",
      inputs: ["start", "end", "rating", "completed"],
      routes: ["/api/prediction/today", "/api/prediction/week"],
    },
  ),
  "preset-recommender": askable(
    "preset-recommender",
    MODELS["preset-recommender"],
    (profile) => profile["preset-recommender"],
    ({ view, query }) => ({
      asked: { ...view.asked, wallHour: query.current_hour ?? view.asked.wallHour },
      // 1970-01-05, epoch day 4, was a Monday; in the wire format Monday is 0.
      isoWeekday: isoWeekday(
        query.current_day === undefined ? view.asked.day : 4 + query.current_day,
      ),
      category: query.category ?? null,
    }),
    { unit: "points", inputs: WORK, routes: ["/api/recommendation", "/api/preset-stats"] },
  ),
  "productivity-analyzer": askable(
    "productivity-analyzer",
    MODELS["productivity-analyzer"],
    (profile) => profile["productivity-analyzer"],
    now,
    { unit: "points", inputs: [...WORK, "duration"], routes: ["/api/analysis"] },
  ),
  "quality-predictor": askable(
    "quality-predictor",
    MODELS["quality-predictor"],
    (profile) => profile["quality-predictor"],
    ({ view, query, checkin }) => qualityQueryOf(view, readQualityQuestion(query), checkin),
    { unit: "points", inputs: [...WORK, "end", "wellness"], routes: ["/api/predict-quality"] },
  ),
  "focus-optimizer": askable(
    "focus-optimizer",
    MODELS["focus-optimizer"],
    (profile) => profile["focus-optimizer"],
    ({ view, query }) => {
      const { day, ...rest } = query;
      return focusQueryOf(
        view,
        readScheduleQuestion(day === undefined ? rest : { ...rest, day: String(day) }),
      );
    },
    {
      unit: "points",
      inputs: ["start", "preset", "rating", "completed"],
      routes: ["/api/optimal-schedule"],
    },
  ),
  "burnout-predictor": askable(
    "burnout-predictor",
    MODELS["burnout-predictor"],
    (profile) => profile["burnout-predictor"],
    now,
    {
      unit: "points",
      inputs: ["start", "duration", "rating", "wellness"],
      routes: ["/api/burnout-risk"],
    },
  ),
  "anomaly-detector": askable(
    "anomaly-detector",
    MODELS["anomaly-detector"],
    (profile) => profile["anomaly-detector"],
    now,
    { unit: "bits", inputs: ["start", "category", "rating"], routes: ["/api/detect-anomalies"] },
  ),
  "diversity-detector": askable(
    "diversity-detector",
    MODELS["diversity-detector"],
    (profile) => profile["diversity-detector"],
    ({ view }) => ({ asked: view.asked, categories: [] }),
    {
      unit: "share",
      inputs: ["start", "category", "completed"],
      routes: ["/api/debug/diversity"],
    },
  ),
  "theme-productivity": askable(
    "theme-productivity",
    MODELS["theme-productivity"],
    (profile) => profile["theme-productivity"],
    ({ view, day, query }) =>
      query.date === undefined ? { asked: view.asked } : { asked: view.asked, recommendFor: day },
    {
      unit: "points",
      inputs: ["start", "category", "rating", "completed"],
      routes: ["/api/theme-productivity", "/api/theme-recommendation/{date}"],
    },
  ),
  "weekly-insights": askable(
    "weekly-insights",
    MODELS["weekly-insights"],
    (profile) => profile["weekly-insights"],
    ({ view, day }) => ({ asked: view.asked, week: day }),
    {
      unit: "percent",
      inputs: ["start", "category", "rating", "completed"],
      routes: ["/api/weekly-insights/{week_start}"],
    },
  ),
  "history-aggregates": askable(
    "history-aggregates",
    MODELS["history-aggregates"],
    (profile) => profile["history-aggregates"],
    ({ view, query }) => ({
      asked: view.asked,
      days: readLenientInteger(query.days, TREND_DAYS),
      stated: view.workTimes,
    }),
    {
      unit: "points",
      inputs: ["start", "rating", "completed"],
      routes: ["/api/trends", "/api/ai/analyze-patterns"],
    },
  ),
};

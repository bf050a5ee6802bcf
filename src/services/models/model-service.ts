import { ServiceError, validationError } from "../../errors.ts";
import type { Locale } from "../../messages/locale.ts";
import { isMessageKey, translate } from "../../messages/translate.ts";
import type { Factor } from "../../models/model.ts";
import { isModelName, MODEL_NAMES } from "../../models/profile.ts";
import type { ModelName } from "../../models/registry.ts";
import { mondayOf } from "../../models/weekly-insights/state.ts";
import type { ProfileService, ProfileView } from "../../profiles/profile-service.ts";
import type { WellnessRepository } from "../../repositories/wellness-repository.ts";
import type { ExplainQuery, ModelExplanation, ModelList } from "../../schemas/models.ts";
import { type EpochDay, parseDay } from "../../time/calendar.ts";
import { confidenceOf, dataBasis, round } from "../answers/data-basis.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";
import { type Pause, pauseOf } from "../answers/pause.ts";
import { viewOn } from "../answers/view-on.ts";
import { todaysCheckin } from "../signals/quality/todays-checkin.ts";
import { ASKABLE_MODELS, type AskableModel, type AskedQuestion } from "./questions.ts";
import { skillOf } from "./skill.ts";

/** Information about the models, and explanations of their answers. */
export interface ModelService {
  list(userId: string, locale: Locale): Promise<ModelList>;
  /** @throws ServiceError model_not_found, or validation_failed for an invalid date */
  explain(
    userId: string,
    name: string,
    query: ExplainQuery,
    locale: Locale,
  ): Promise<ModelExplanation>;
}

export interface ModelServiceParts {
  readonly profiles: ProfileService;
  readonly wellness: Pick<WellnessRepository, "find">;
}

export function createModelService({ profiles, wellness }: ModelServiceParts): ModelService {
  const checkinOf = todaysCheckin(wellness);
  const listOf = memoizePerProfile(
    (view, locale: Locale) => presentList(view, locale),
    (_view, locale) => locale,
  );
  const explain = memoizePerProfile(
    (_view, name: ModelName, question: AskedQuestion, locale: Locale) =>
      explanationOf(ASKABLE_MODELS[name], question, locale),
    (view, name, { day, query, checkin }, locale) =>
      JSON.stringify([name, locale, view.wallMinute, day, query, checkin]),
  );

  return {
    list: async (userId, locale) => listOf(await profiles.now(userId), locale),
    async explain(userId, name, query, locale) {
      if (!isModelName(name)) throw new ServiceError("model_not_found", { params: { name } });
      const { view, day } = await dayView(userId, name, query);
      const checkin = name === "quality-predictor" ? await checkinOf(view) : null;
      return explain(view, name, { view, day, query, checkin }, locale);
    },
  };

  /** The profile from which the model's own route would answer. */
  async function dayView(userId: string, name: ModelName, query: ExplainQuery) {
    if (name === "session-predictor" && query.start_date !== undefined) {
      return viewOn(profiles, userId, query.start_date, "start_date");
    }
    if (name !== "weekly-insights") return viewOn(profiles, userId, query.date, "date");
    const now = await profiles.now(userId);
    const monday = mondayOf(weekDay(query.week_start) ?? now.asked.day);
    const isOver = monday + 7 <= now.asked.day;
    return {
      view: isOver ? await profiles.asOfStart(userId, monday + 7, now) : now,
      day: monday,
    };
  }
}

function weekDay(text: string | undefined): EpochDay | undefined {
  const day = text === undefined ? undefined : parseDay(text);
  if (day !== undefined && day < 0) {
    throw validationError([{ field: "week_start", code: "year" }]);
  }
  return day;
}

function presentList(view: ProfileView, locale: Locale): ModelList {
  const question = { view, day: view.asked.day, query: {}, checkin: null };
  return {
    models: MODEL_NAMES.map((name) => {
      const model = ASKABLE_MODELS[name];
      return {
        name,
        version: model.version,
        question: translate(locale, `model.${name}`),
        inputs: [...model.inputs],
        routes: [...model.routes],
        learned_from: dataBasis(model.predict(question), pauseFor(name, view)),
        skill: skillOf(view, name),
      };
    }),
  };
}

function explanationOf(
  model: AskableModel,
  question: AskedQuestion,
  locale: Locale,
): ModelExplanation {
  const { baseline, total, factors } = model.explain(question);
  const prediction = model.predict(question);
  return {
    model: model.name,
    version: model.version,
    unit: model.unit,
    baseline: round(baseline, DECIMALS),
    total: round(total, DECIMALS),
    factors: factors.map((factor) => describe(factor, locale)),
    confidence: confidenceOf(prediction, pauseFor(model.name, question.view)),
    data: dataBasis(prediction, pauseFor(model.name, question.view)),
  };
}

/** Forecasting models, whose answers are withheld during a pause. */
const FORECASTING: ReadonlySet<ModelName> = new Set<ModelName>([
  "session-predictor",
  "preset-recommender",
  "quality-predictor",
  "focus-optimizer",
]);

function pauseFor(name: ModelName, view: ProfileView): Pause | null {
  return FORECASTING.has(name) ? pauseOf(view) : null;
}

/** Enough for rounded contributions to add up in every displayed digit. */
const DECIMALS = 4;

function describe({ code, contribution, parameters }: Factor, locale: Locale) {
  const key = `factor.${code}`;
  const shown = Object.entries(parameters).map(
    ([name, value]) => [name, typeof value === "number" ? round(value, DECIMALS) : value] as const,
  );
  return {
    code,
    text: isMessageKey(key) ? translate(locale, key) : code,
    contribution: round(contribution, DECIMALS),
    parameters: Object.fromEntries(shown),
  };
}

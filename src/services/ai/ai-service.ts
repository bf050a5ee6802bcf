import { presetMeant } from "../../domain/preset.ts";
import type { EveningReview, IntegratedInsight, MorningBriefing } from "../../schemas/ai-day.ts";
import type {
  AnomalyAnalysis,
  LoadAnalysis,
  QualityAnalysis,
  QualityAnalysisInput,
  ScheduleAnalysis,
  ScheduleAnalysisQuery,
} from "../../schemas/ai-signals.ts";
import type {
  ChallengeQuery,
  DailyChallenge,
  ExpandInput,
  Expansion,
  LearningRecommendations,
  LearningV2,
  Motivation,
  MotivationQuery,
  NextSession,
  NextSessionQuery,
  QuestQuery,
  Topics,
  TopicsInput,
  WeeklyQuests,
} from "../../schemas/ai-suggestions.ts";
import type { AchievementService } from "../achievements/achievement-service.ts";
import { burnoutRiskOf } from "../signals/load/present.ts";
import type { SignalService } from "../signals/signal-service.ts";
import { type AiCaller, type AnsweringParts, createAnswering } from "./answering.ts";
import { analyzeAnomalies } from "./capabilities/analyze-anomalies.ts";
import { analyzeBurnout } from "./capabilities/analyze-burnout.ts";
import { analyzeQuality } from "./capabilities/analyze-quality.ts";
import { dailyChallenge, readChallengeQuestion } from "./capabilities/daily-challenge.ts";
import { eveningReview } from "./capabilities/evening-review.ts";
import { expandSuggestion, readExpandQuestion } from "./capabilities/expand-suggestion.ts";
import { extractTopics, readTasks } from "./capabilities/extract-topics.ts";
import { integratedInsight } from "./capabilities/integrated-insight.ts";
import { learningRecommendations, learningV2 } from "./capabilities/learning.ts";
import { morningBriefing } from "./capabilities/morning-briefing.ts";
import { motivation, readMotivationQuestion } from "./capabilities/motivation.ts";
import { nextSession, readNextQuestion } from "./capabilities/next-session.ts";
import { optimalSchedule, readScheduleWish } from "./capabilities/optimal-schedule.ts";
import { readQuestQuestion, weeklyQuest } from "./capabilities/weekly-quest.ts";

/** Answers in words. Their figures are those of the other routes; their texts come from a model or from templates. */
export interface AiService {
  /** @throws ServiceError validation_failed for a date that is invalid or in the future */
  morningBriefing(caller: AiCaller, date: string | undefined): Promise<MorningBriefing>;
  eveningReview(caller: AiCaller): Promise<EveningReview>;
  integratedInsight(caller: AiCaller): Promise<IntegratedInsight>;
  analyzeBurnout(caller: AiCaller): Promise<LoadAnalysis>;
  analyzeAnomalies(caller: AiCaller): Promise<AnomalyAnalysis>;
  analyzeQuality(caller: AiCaller, input: QualityAnalysisInput): Promise<QualityAnalysis>;
  optimalSchedule(caller: AiCaller, query: ScheduleAnalysisQuery): Promise<ScheduleAnalysis>;
  dailyChallenge(caller: AiCaller, query: ChallengeQuery): Promise<DailyChallenge>;
  weeklyQuests(caller: AiCaller, query: QuestQuery): Promise<WeeklyQuests>;
  motivation(caller: AiCaller, query: MotivationQuery): Promise<Motivation>;
  nextSession(caller: AiCaller, query: NextSessionQuery): Promise<NextSession>;
  /** @returns `undefined` when the suggestion has no topic */
  expandSuggestion(caller: AiCaller, input: ExpandInput): Promise<Expansion | undefined>;
  extractTopics(caller: AiCaller, input: TopicsInput): Promise<Topics>;
  learningRecommendations(caller: AiCaller): Promise<LearningRecommendations>;
  learningV2(caller: AiCaller): Promise<LearningV2>;
}

export interface AiServiceParts extends AnsweringParts {
  readonly achievements: AchievementService;
  readonly signals: SignalService;
}

/** Tasks of the newest sessions from which topics are extracted. */
const NEWEST_TASKS = 100;
const NO_QUESTION = {};

export function createAiService(parts: AiServiceParts): AiService {
  const { profiles, signals, achievements } = parts;
  const { open, answer, answerWithSource, answerWithFallback } = createAnswering(parts);

  return {
    async morningBriefing(caller, date) {
      const person = await open(caller, date);
      const achievement = await achievements.focus(caller.userId, caller.locale);
      const question = { date: date ?? null, achievement };
      return answerWithFallback(caller, morningBriefing, question, person);
    },
    eveningReview: (caller) => answerWithFallback(caller, eveningReview, NO_QUESTION),
    integratedInsight: (caller) => answerWithFallback(caller, integratedInsight, NO_QUESTION),
    async analyzeBurnout(caller) {
      const person = await open(caller);
      const before = await profiles.asOfStart(caller.userId, person.day - 6, person.view);
      const question = { before: burnoutRiskOf(before, caller.locale) };
      return answerWithFallback(caller, analyzeBurnout, question, person);
    },
    analyzeAnomalies: (caller) => answerWithFallback(caller, analyzeAnomalies, NO_QUESTION),
    async analyzeQuality(caller, { preset, category }) {
      const person = await open(caller);
      const question = {
        preset: preset?.trim() || presetMeant(person.view.presets),
        category: category?.trim() || null,
      };
      const query = {
        preset: question.preset,
        ...(question.category !== null && { category: question.category }),
      };
      const quality = await signals.sessionQuality(caller.userId, { query }, caller.locale);
      return answerWithFallback(caller, analyzeQuality, { ...question, answer: quality }, person);
    },
    optimalSchedule: (caller, query) =>
      answerWithFallback(caller, optimalSchedule, readScheduleWish(query)),
    dailyChallenge: (caller, query) =>
      answerWithSource(caller, dailyChallenge, readChallengeQuestion(query)),
    async weeklyQuests(caller, query) {
      const person = await open(caller, undefined, "week");
      return (await answer(person, weeklyQuest, readQuestQuestion(query), caller)).body;
    },
    motivation: (caller, query) =>
      answerWithSource(caller, motivation, readMotivationQuestion(query)),
    nextSession: (caller, query) =>
      answerWithSource(
        caller,
        nextSession,
        readNextQuestion(query),
        query.bypass_cache?.toLowerCase() === "true",
      ),
    async expandSuggestion(caller, input) {
      const question = readExpandQuestion(input);
      return question === undefined
        ? undefined
        : answerWithSource(caller, expandSuggestion, question);
    },
    async extractTopics(caller, input) {
      const given = readTasks(input);
      if (given.length > 0) return extractTopics(given);
      const person = await open(caller);
      const own = person
        .completed()
        .filter(({ task }) => task !== null)
        .slice(0, NEWEST_TASKS);
      return extractTopics(own.map(({ task, category }) => ({ task: task ?? "", category })));
    },
    learningRecommendations: (caller) =>
      answerWithSource(caller, learningRecommendations, NO_QUESTION),
    learningV2: (caller) => answerWithFallback(caller, learningV2, NO_QUESTION),
  };
}

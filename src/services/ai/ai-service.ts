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
import { type AnsweringParts, type Asking, createAnswering } from "./answering.ts";
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
  morningBriefing(asking: Asking, date: string | undefined): Promise<MorningBriefing>;
  eveningReview(asking: Asking): Promise<EveningReview>;
  integratedInsight(asking: Asking): Promise<IntegratedInsight>;
  analyzeBurnout(asking: Asking): Promise<LoadAnalysis>;
  analyzeAnomalies(asking: Asking): Promise<AnomalyAnalysis>;
  analyzeQuality(asking: Asking, input: QualityAnalysisInput): Promise<QualityAnalysis>;
  optimalSchedule(asking: Asking, query: ScheduleAnalysisQuery): Promise<ScheduleAnalysis>;
  dailyChallenge(asking: Asking, query: ChallengeQuery): Promise<DailyChallenge>;
  weeklyQuests(asking: Asking, query: QuestQuery): Promise<WeeklyQuests>;
  motivation(asking: Asking, query: MotivationQuery): Promise<Motivation>;
  nextSession(asking: Asking, query: NextSessionQuery): Promise<NextSession>;
  /** @returns `undefined` when the suggestion has no topic */
  expandSuggestion(asking: Asking, input: ExpandInput): Promise<Expansion | undefined>;
  extractTopics(asking: Asking, input: TopicsInput): Promise<Topics>;
  learningRecommendations(asking: Asking): Promise<LearningRecommendations>;
  learningV2(asking: Asking): Promise<LearningV2>;
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
  const { open, answer, tell, tellAll } = createAnswering(parts);

  return {
    async morningBriefing(asking, date) {
      const person = await open(asking, date);
      const achievement = await achievements.focus(asking.userId, asking.locale);
      const question = { date: date ?? null, achievement };
      return tellAll(asking, morningBriefing, question, person);
    },
    eveningReview: (asking) => tellAll(asking, eveningReview, NO_QUESTION),
    integratedInsight: (asking) => tellAll(asking, integratedInsight, NO_QUESTION),
    async analyzeBurnout(asking) {
      const person = await open(asking);
      const before = await profiles.asOfStart(asking.userId, person.day - 6, person.view);
      const question = { before: burnoutRiskOf(before, asking.locale) };
      return tellAll(asking, analyzeBurnout, question, person);
    },
    analyzeAnomalies: (asking) => tellAll(asking, analyzeAnomalies, NO_QUESTION),
    async analyzeQuality(asking, { preset, category }) {
      const person = await open(asking);
      const question = {
        preset: preset?.trim() || presetMeant(person.view.presets),
        category: category?.trim() || null,
      };
      const query = {
        preset: question.preset,
        ...(question.category !== null && { category: question.category }),
      };
      const quality = await signals.sessionQuality(asking.userId, { query }, asking.locale);
      return tellAll(asking, analyzeQuality, { ...question, answer: quality }, person);
    },
    optimalSchedule: (asking, query) => tellAll(asking, optimalSchedule, readScheduleWish(query)),
    dailyChallenge: (asking, query) => tell(asking, dailyChallenge, readChallengeQuestion(query)),
    async weeklyQuests(asking, query) {
      const person = await open(asking, undefined, "week");
      return (await answer(person, weeklyQuest, readQuestQuestion(query), asking)).body;
    },
    motivation: (asking, query) => tell(asking, motivation, readMotivationQuestion(query)),
    nextSession: (asking, query) =>
      tell(
        asking,
        nextSession,
        readNextQuestion(query),
        query.bypass_cache?.toLowerCase() === "true",
      ),
    async expandSuggestion(asking, input) {
      const question = readExpandQuestion(input);
      return question === undefined ? undefined : tell(asking, expandSuggestion, question);
    },
    async extractTopics(asking, input) {
      const given = readTasks(input);
      if (given.length > 0) return extractTopics(given);
      const person = await open(asking);
      const own = person
        .completed()
        .filter(({ task }) => task !== null)
        .slice(0, NEWEST_TASKS);
      return extractTopics(own.map(({ task, category }) => ({ task: task ?? "", category })));
    },
    learningRecommendations: (asking) => tell(asking, learningRecommendations, NO_QUESTION),
    learningV2: (asking) => tellAll(asking, learningV2, NO_QUESTION),
  };
}

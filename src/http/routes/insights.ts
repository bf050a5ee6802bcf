import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  DateParams,
  PresetStatisticsBody,
  ThemeProductivity,
  ThemeRecommendationBody,
  TREND_DAYS,
  Trends,
  TrendsQuery,
  WeeklyInsightsBody,
  WeekParams,
} from "../../schemas/insights.ts";
import { readLenientInteger } from "../../schemas/lenient-integer.ts";
import type { InsightService } from "../../services/insights/insight-service.ts";

export interface InsightOptions {
  readonly insightService: InsightService;
}

const tags = ["Analysis"];

/** Cache policy of answers that change at midnight and are computed from the whole profile. */
const FOR_A_DAY = { ttlMs: 3_600_000, staleMs: 600_000, bucket: "day", shared: true } as const;

export const insightRoutes: FastifyPluginAsyncTypebox<InsightOptions> = async (
  app,
  { insightService },
) => {
  app.get(
    "/api/trends",
    {
      config: { predictionType: "trends", cache: FOR_A_DAY },
      schema: {
        operationId: "describeTrends",
        tags,
        summary: "How do sessions and ratings develop?",
        description:
          "Slopes through the days of a window, days off included; today, which is not over, counts in the totals but not in the trend of sessions.",
        querystring: TrendsQuery,
        response: { 200: Trends },
      },
    },
    async ({ userId, query }) =>
      insightService.trends(userId, readLenientInteger(query.days, TREND_DAYS)),
  );

  app.get(
    "/api/preset-stats",
    {
      config: { predictionType: "preset_stats", cache: FOR_A_DAY },
      schema: {
        operationId: "describePresets",
        tags,
        summary: "How is each preset rated?",
        response: { 200: PresetStatisticsBody },
      },
    },
    async ({ userId }) => insightService.presetStatistics(userId),
  );

  app.get(
    "/api/theme-productivity",
    {
      config: { predictionType: "theme_productivity", cache: FOR_A_DAY },
      schema: {
        operationId: "describeThemes",
        tags,
        summary: "How is each theme rated?",
        description: "Themes are the categories of sessions.",
        response: { 200: ThemeProductivity },
      },
    },
    async ({ userId }) => insightService.themeProductivity(userId),
  );

  app.get(
    "/api/theme-recommendation/:date",
    {
      config: { predictionType: "theme_recommendation", cache: FOR_A_DAY },
      schema: {
        operationId: "recommendTheme",
        tags,
        summary: "Which theme suits a day?",
        description:
          "By what this person's sessions were on that weekday. A past date is answered as of its first moment.",
        params: DateParams,
        response: { 200: ThemeRecommendationBody },
      },
    },
    async ({ userId, params, locale }) =>
      insightService.themeRecommendation(userId, params.date, locale),
  );

  app.get(
    "/api/weekly-insights/:week_start",
    {
      config: {
        predictionType: "weekly_insights",
        cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "hour", shared: true },
      },
      schema: {
        operationId: "describeWeek",
        tags,
        summary: "How does a week go, against the week before?",
        description:
          "Equal parts of the two weeks are compared: on a Wednesday, Monday to Wednesday with Monday to Wednesday.",
        params: WeekParams,
        response: { 200: WeeklyInsightsBody },
      },
    },
    async ({ userId, params, locale }) =>
      insightService.weeklyInsights(userId, params.week_start, locale),
  );
};

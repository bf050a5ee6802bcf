import { type EpochDay, formatDay } from "../time/calendar.ts";
import type { OldRequest } from "./old-request.ts";
import { type Method, OLD_ROUTES } from "./old-routes.ts";

interface Asked {
  /** Query strings; one GET request each. */
  readonly queries?: readonly string[];
  /** Bodies; one POST request each. */
  readonly bodies?: readonly unknown[];
  /** Values of the path parameter; one request each. */
  readonly dates?: readonly string[];
}

const DAYS = ["monday", "sunday", "Středa", "ctvrtek", "x", ""];

const WELLNESS = {
  sleep_quality: 40,
  energy_level: 60,
  mood: null,
  stress_level: 80,
  motivation: 55,
  focus_ability: 65,
  overall_wellness: null,
};

/** Parameters and edge cases of each route, in addition to a request without any. */
const ASKED: Readonly<Record<string, Asked>> = {
  set_categories: { bodies: [{ categories: ["Learning", "Čeština"] }, {}] },
  recommendation: { queries: ["category=Learning", "category=never%20seen", "category="] },
  trends: { queries: ["days=1", "days=30", "days=365", "days=0", "days=-3", "days=x", "days=1.5"] },
  optimal_schedule: {
    queries: [
      ...["1", "12", "0", "99", "x"].map((count) => `sessions=${count}`),
      ...DAYS.map((day) => `day=${encodeURIComponent(day)}`),
      "sessions=6&day=today",
    ],
  },
  predict_quality: {
    queries: [
      "hour=0",
      "hour=23&day=6",
      "hour=x",
      "hour=99",
      "day=9",
      "preset=own&category=Learning",
    ],
    bodies: [
      {},
      { hour: 9, day: 0, preset: "deep_work", category: "Learning" },
      { hour: 15, day: 4, preset: "learning", category: null, sessions_today: 0, wellness: null },
      { hour: 21, day: 6, sessions_today: 4, minutes_since_last: 3, wellness: WELLNESS },
      { hour: "9" },
      null,
      [],
    ],
  },
  ai_daily_challenge: { queries: ["level=7", "level=x", "sessions_today=0&level=2"] },
  ai_weekly_quest: { queries: ["level=3&weekly_sessions=0", "weekly_avg=x"] },
  ai_motivation: { queries: ["sessions_today=0&streak=4", "mood=tired"] },
  ai_learning_recommendations: { bodies: [{}, { streak: 3 }] },
  ai_next_session_suggestion: {
    queries: ["category=&task=&hour=9&sessions=0&bypass_cache=False", "hour=late"],
  },
  ai_expand_suggestion: {
    bodies: [
      ...["resources", "steps", "time_estimate", "connection", "x"].map((question_type) => ({
        suggestion: { topic: "Docker", category: "Learning" },
        question_type,
      })),
      {},
      { suggestion: null },
    ],
  },
  ai_extract_topics: {
    bodies: [{}, { tasks: [{ task: "Docker", category: "Coding" }] }, { tasks: ["SQL"] }],
  },
  ai_analyze_patterns: {
    bodies: [
      {},
      { hourly_productivity: { "9": { sessions: 3 }, "14": { sessions: 1 } } },
      { daily_stats: { "2026-01-05": { sessions: 3, minutes: 75 } } },
      { today_stats: {}, current_hour: 9, day_of_week: 1 },
    ],
  },
  semantic_search: { queries: ["query=Docker", "query=Docker&limit=1&days=7", "query=", ""] },
  ai_analyze_quality: {
    queries: ["preset=learning&category=Learning"],
    bodies: [{ preset: "deep_work", category: null }],
  },
  ai_optimal_schedule: { queries: ["day=monday&sessions=12", "sessions=99", "sessions=x"] },
};

/**
 * Every route of the former service, with its parameters and edge cases.
 * @param today date for routes with a date, in addition to days around it and invalid texts
 * @param writes whether requests that change shared state are included
 */
export function contractRequests(today: EpochDay, writes: boolean): OldRequest[] {
  const dates = [0, -1, -7, -30, 400].map((ahead) => formatDay(today + ahead));
  const ofPath: Asked = { dates: [...dates, "2026-02-30", "x"] };
  return OLD_ROUTES.filter((route) => writes || !route.writes).flatMap((route) => {
    const asked = ASKED[route.id] ?? (route.path.includes("{") ? ofPath : {});
    return route.methods
      .flatMap((method) => (method === "GET" ? gets(route.path, asked) : posts(route.path, asked)))
      .map((request) => ({ ...request, route }));
  });
}

type Unrouted = Omit<OldRequest, "route">;

function gets(path: string, { queries = [], dates }: Asked): Unrouted[] {
  const method: Method = "GET";
  if (dates !== undefined) {
    return dates.map((date) => ({ method, target: path.replace(/\{\w+\}/, date) }));
  }
  return [path, ...queries.map((query) => `${path}?${query}`)].map((target) => ({
    method,
    target,
  }));
}

function posts(path: string, { bodies }: Asked): Unrouted[] {
  const method: Method = "POST";
  if (bodies === undefined) return [{ method, target: path }];
  return bodies.map((body) => ({ method, target: path, body: JSON.stringify(body) }));
}

import type { BurnoutRisk } from "../../../schemas/burnout-risk.ts";
import { days, points, sessions, time } from "../drafting/amount.ts";
import { minuteOf } from "../drafting/minute-of.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";
import { type BriefingFacts, WELLBEING } from "./briefing-facts.ts";
import { challengeOf } from "./daily-challenge.ts";
import { sayNotes } from "./notes-facts.ts";
import { isForecast, isFreeDay, sayUnforecast } from "./say-forecast.ts";

/** After this many days without a session the briefing mentions the pause instead of a streak. */
const PAUSED_DAYS = 4;
/** Number of variants of a text. */
const VARIANTS = 3;

export type BriefingTexts = ReturnType<typeof draftBriefing>;

/** Drafts every text of a briefing; returns their keys. */
export function draftBriefing(person: Person, draft: TextDraft, facts: BriefingFacts) {
  const challenge = challengeOf(person, draft, undefined, facts.forecast);
  const keys = {
    greeting: draft.say("greeting", 120, "ai.briefing.greeting", variant(person)),
    yesterday: sayYesterday(person, draft, facts.yesterday),
    today: sayToday(person, draft, facts.forecast),
    productivity: sayProductivity(draft, facts.forecast),
    plan: sayPlan(person, draft, facts.plan),
    run: sayRun(person, draft),
    theme: sayTheme(person, draft),
    ...sayWellbeing(draft, facts.load),
    checkin: sayCheckin(person, draft),
    motivation: draft.say("motivation", 200, "ai.briefing.motivation", {
      variant: String(person.day % 5),
    }),
    ...sayAction(draft, facts),
  };
  const slots = facts.plan.optimal_schedule.sessions.map((slot, index) => ({
    slot,
    activity: sayActivity(person, draft, index + 1),
    reason:
      facts.plan.data.status === "ready"
        ? draft.say(`slot_${index + 1}_reason`, 160, "ai.briefing.slot.reason", {
            rating: points(Math.round(slot.expected_productivity)),
          })
        : draft.say(`slot_${index + 1}_reason`, 160, "ai.briefing.slot.reason.unknown"),
  }));
  const notes = sayNotes(draft, person.completed());
  const risks = facts.load.risk_factors.map((factor, index) => ({
    factor,
    impact: draft.repeat(`risk_${index + 1}`, 300, factor.message),
  }));
  return { challenge, keys, slots, notes, risks };
}

/** A small self-care action, between sessions or instead of them. */
function sayAction(draft: TextDraft, { forecast }: BriefingFacts) {
  if (isFreeDay(forecast)) {
    return {
      action: draft.say("action", 160, "ai.briefing.free"),
      actionReason: draft.say("action_reason", 160, "ai.briefing.free.reason"),
      actionWhen: draft.say("action_when", 80, "ai.briefing.free.when"),
    };
  }
  return {
    action: draft.say("action", 160, "ai.briefing.action"),
    actionReason: draft.say("action_reason", 160, "ai.briefing.action.reason"),
    actionWhen: draft.say("action_when", 80, "ai.briefing.action.when"),
  };
}

/** Sentence about today's check-in, because the check-in dialog shows this briefing next. */
function sayCheckin(person: Person, draft: TextDraft): string | undefined {
  const overall = person.parts.checkin?.overall ?? null;
  if (overall === null) return undefined;
  return draft.say("checkin", 200, "ai.load.checkins", { points: points(overall) });
}

/** Variant of a text; differs on consecutive days. */
function variant(person: Person): { variant: string } {
  return { variant: String(person.day % VARIANTS) };
}

function sayYesterday(
  person: Person,
  draft: TextDraft,
  { sessions: done, rating }: ReturnType<Person["summaryOf"]>,
): string {
  const say = draft.say.bind(draft, "yesterday", 240);
  if (!person.hasSessions) return say("ai.briefing.yesterday.empty");
  if (done === 0) return say("ai.briefing.yesterday.none", variant(person));
  const given = { sessions: sessions(done) };
  return rating === null
    ? say("ai.briefing.yesterday.unrated", given)
    : say("ai.briefing.yesterday.rated", { ...variant(person), ...given, rating: points(rating) });
}

function sayToday(
  person: Person,
  draft: TextDraft,
  forecast: ReturnType<Person["forecast"]>,
): string {
  const expected = { sessions: sessions(forecast.predicted_sessions) };
  const say = draft.say.bind(draft, "today", 240);
  return isForecast(forecast)
    ? say("ai.briefing.today.forecast", { ...variant(person), ...expected })
    : sayUnforecast(draft, "today", forecast, () =>
        say("ai.briefing.today.unknown", { sessions: sessions(1) }),
      );
}

function sayProductivity(
  draft: TextDraft,
  { predicted_productivity, productivity_data }: ReturnType<Person["forecast"]>,
): string {
  return productivity_data.status === "ready"
    ? draft.say("productivity", 160, "ai.briefing.productivity", {
        rating: points(Math.round(predicted_productivity)),
      })
    : draft.say("productivity", 160, "ai.briefing.productivity.unknown");
}

function sayPlan(person: Person, draft: TextDraft, plan: ReturnType<Person["schedule"]>): string {
  const [first] = plan.optimal_schedule.sessions;
  if (first === undefined) return draft.say("plan", 240, "ai.briefing.plan.none");
  return draft.say("plan", 240, "ai.briefing.plan", {
    ...variant(person),
    time: time(minuteOf(first.time)),
    preset: draft.preset(first.preset),
  });
}

function sayRun(person: Person, draft: TextDraft): string | undefined {
  const since = person.daysSinceLast();
  if (since !== undefined && since >= PAUSED_DAYS) {
    return draft.say("run", 200, "ai.briefing.paused", { days: days(since) });
  }
  const streak = person.streak();
  if (streak < 2) return undefined;
  return draft.say("run", 200, "ai.briefing.streak", { days: days(streak) });
}

function sayTheme(person: Person, draft: TextDraft): string | undefined {
  const { recommended_theme: theme, basis, confidence } = person.theme(person.day);
  // A category is called the best only when that is more likely than not.
  if (theme === null || basis !== "rated_best" || confidence < 50) return undefined;
  return draft.say("theme", 200, "ai.briefing.category", { category: draft.category(theme) });
}

function sayActivity(person: Person, draft: TextDraft, slot: number): string {
  const { recommended_theme: theme } = person.theme(person.day);
  const key = `slot_${slot}_activity`;
  return theme === null
    ? draft.say(key, 160, "ai.briefing.slot.activity.any")
    : draft.say(key, 160, "ai.briefing.slot.activity", { category: draft.category(theme) });
}

function sayWellbeing(draft: TextDraft, load: BurnoutRisk) {
  const { risk_level, risk_factors, recommendations, measured_factors, unmeasured_factors } = load;
  const status = WELLBEING[risk_level] === "rest_recommended" ? "concern" : WELLBEING[risk_level];
  const isNoted = status === "good" && risk_factors.length > 0;
  const [advice] = recommendations;
  // Without a past to compare with nothing is usual yet.
  const isEarly =
    status === "good" && !isNoted && unmeasured_factors.length > measured_factors.length;
  const observed = risk_level === "unknown" || isEarly ? "unknown" : isNoted ? "noted" : status;
  return {
    observation: draft.say("wellbeing", 240, `ai.briefing.wellbeing.${observed}`),
    suggestion:
      isNoted && advice !== undefined
        ? draft.repeat("wellbeing_suggestion", 200, advice)
        : draft.say("wellbeing_suggestion", 200, `ai.briefing.wellbeing.suggestion.${status}`),
  };
}

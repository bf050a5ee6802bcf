import type { IntegratedInsight } from "../../../schemas/ai-day.ts";
import { HOUR_MS, type NoQuestion } from "../capability.ts";
import { sessions, time } from "../drafting/amount.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import { minuteOf } from "../drafting/minute-of.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";
import type { Worded } from "../worded.ts";
import { isForecast, sayUnforecast } from "./say-forecast.ts";

type Topic = "load" | "anomaly" | "schedule" | "steady" | "begin";

const TYPES = {
  load: "wellbeing",
  anomaly: "productivity",
  schedule: "optimization",
  steady: "optimization",
  begin: "achievement",
} as const;

/**
 * One insight from load, anomalies, schedule and trend. Wellbeing has precedence over the plan, and the plan over
 * performance.
 */
export const integratedInsight = defineCapability<NoQuestion, Worded<IntegratedInsight>>({
  name: "integrated_insight",
  deadlineMs: 45_000,
  ttlMs: 2 * HOUR_MS,
  fixedFor: "facts",
  parameters: () => ({}),
  compose(person, draft) {
    const load = person.load();
    const report = person.anomalies();
    const strained = load.risk_level === "high" || load.risk_level === "critical";
    const differs = report.anomalies.length + report.changes.length > 0;
    const topic = topicOf(person, load.risk_score > 25, differs);
    const plan = person.schedule(4);
    const [next] = plan.optimal_schedule.sessions;
    const [favourite] = person.shares();
    const keys = {
      focus: draft.say("focus", 200, `ai.insight.focus.${topic}`),
      title: draft.say("title", 80, `ai.insight.title.${topic}`),
      message: sayMessage(person, draft, topic),
      synthesis: saySynthesis(person, draft, load.risk_score > 25, differs),
      resolution: draft.say("resolution", 200, "ai.insight.resolution"),
      now: sayNow(draft, topic, strained, next?.time),
      ...sayForecasts(person, draft),
      theme:
        favourite === undefined
          ? draft.say("theme", 200, "ai.insight.theme.none")
          : draft.say("theme", 200, "ai.insight.theme", {
              category: draft.category(favourite.category),
            }),
      pattern: draft.say(
        "pattern",
        200,
        `ai.insight.pattern.${person.trends().productivity_trend}`,
      ),
      confidence: draft.say("confidence", 200, "ai.insight.confidence", {
        sessions: sessions(person.view.sessions),
      }),
    };
    const agrees = load.risk_score > 25 === differs;
    return (text) => ({
      integrated_status: {
        overall: overallOf(strained, differs || person.isChangeKnown()),
        confidence: load.confidence,
        primary_focus: text(keys.focus),
      },
      priority_insight: {
        type: TYPES[topic],
        title: text(keys.title),
        message: text(keys.message),
        urgency:
          topic === "load" && load.risk_level !== "unknown"
            ? load.risk_level
            : differs
              ? "medium"
              : "low",
      },
      model_synthesis: {
        agreements: agrees ? [text(keys.synthesis)] : [],
        conflicts: agrees ? [] : [text(keys.synthesis)],
        resolution: text(keys.resolution),
      },
      action_plan: {
        immediate: text(keys.now),
        today: text(keys.today),
        this_week: text(keys.week),
      },
      notes_meta_insight: {
        recurring_theme: text(keys.theme),
        actionable_pattern: text(keys.pattern),
      },
      personalized_advice: `${text(keys.focus)} ${text(keys.now)}`,
      confidence_explanation: text(keys.confidence),
      models_integrated: ["burnout", "anomaly", "productivity", "schedule"],
      confidence: load.confidence,
    });
  },
});

function overallOf(strained: boolean, isChanged: boolean) {
  if (strained) return "attention_needed" as const;
  return isChanged ? ("stable" as const) : ("thriving" as const);
}

function topicOf(person: Person, isHeavy: boolean, differs: boolean): Topic {
  if (!person.hasSessions) return "begin";
  if (isHeavy) return "load";
  if (differs) return "anomaly";
  return person.bestHours().length > 0 ? "schedule" : "steady";
}

function sayMessage(person: Person, draft: TextDraft, topic: Topic): string {
  const [factor] = person.load().risk_factors;
  const { anomalies, changes } = person.anomalies();
  const [different] = [...anomalies, ...changes];
  if (topic === "load" && factor !== undefined) {
    return draft.repeat("message", 400, factor.message);
  }
  if (topic === "anomaly" && different !== undefined) {
    return draft.repeat("message", 400, different.description);
  }
  if (topic === "begin" || topic === "steady") {
    return draft.say("message", 400, `ai.insight.${topic}`);
  }
  const [from = "", to = ""] = person.schedule(4).summary.best_time_range.split(" - ");
  return draft.say("message", 400, "ai.insight.schedule", {
    from: time(minuteOf(from)),
    to: time(minuteOf(to)),
  });
}

function sayForecasts(person: Person, draft: TextDraft) {
  const forecast = person.forecast();
  if (!isForecast(forecast)) {
    const today = () => draft.say("today", 200, "ai.insight.today.unknown");
    const week = () => draft.say("week", 200, "ai.insight.week.unknown");
    return {
      today: sayUnforecast(draft, "today", forecast, today),
      week: sayUnforecast(draft, "week", forecast, week),
    };
  }
  const expected = sessions(person.week().predicted_sessions);
  return {
    today: draft.say("today", 200, "ai.insight.today", { sessions: sessions(person.toCome()) }),
    week: draft.say("week", 200, "ai.insight.week", { sessions: expected }),
  };
}

function saySynthesis(
  person: Person,
  draft: TextDraft,
  isHeavy: boolean,
  differs: boolean,
): string {
  const say = draft.say.bind(draft, "synthesis", 240);
  if (isHeavy !== differs) return say("ai.insight.conflict");
  if (isHeavy) return say("ai.insight.agree.strained");
  if (person.load().risk_factors.length > 0) return say("ai.insight.agree.noted");
  return say(`ai.insight.agree.${person.isChangeKnown() ? "slow" : "calm"}`);
}

function sayNow(
  draft: TextDraft,
  topic: Topic,
  strained: boolean,
  next: string | undefined,
): string {
  if (strained) return draft.say("now", 200, "ai.insight.now.rest");
  if (topic === "begin" || next === undefined) {
    return draft.say("now", 200, `ai.insight.now.${topic === "begin" ? "begin" : "rest"}`);
  }
  return draft.say("now", 200, "ai.insight.now.next", { time: time(minuteOf(next)) });
}

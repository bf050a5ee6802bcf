import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { analysisLines } from "../../../src/cli/analysis-text.ts";
import { dayLines, recommendationLines } from "../../../src/cli/forecast-text.ts";
import { BUILT_IN_PRESETS, type OwnPresets, presetName } from "../../../src/domain/preset.ts";
import { LOCALES, type Locale } from "../../../src/messages/locale.ts";
import { type MessageKey, translate } from "../../../src/messages/translate.ts";
import { ASKED_DAY, type InventedPerson, inventedPeople } from "../../support/invented-people.ts";
import { type SpokenAnswers, spokenAnswers } from "../../support/spoken-answers.ts";

const PEOPLE = Number(process.env.PEOPLE ?? 60);
/** Early, at noon, within a quarter of an hour, late, and shortly before the day ends. */
const MINUTES = [0, 435, 720, 928, 1185, 1425];

/** Of all properties, so that each of them draws the same people, who are asked once. */
const SEED = fc.readConfigureGlobal().seed ?? Date.now();
const asked = new Map<string, SpokenAnswers>();

function answersTo(person: InventedPerson, minute: number, locale: Locale): SpokenAnswers {
  const key = JSON.stringify([person.habits, minute, locale]);
  const said = asked.get(key) ?? spokenAnswers(person, ASKED_DAY, minute, locale);
  asked.set(key, said);
  return said;
}

/** Holds for whatever somebody is told, at any time, in any language. */
function holds(check: (said: SpokenAnswers, locale: Locale) => void): void {
  fc.assert(
    fc.property(
      inventedPeople,
      fc.constantFrom(...MINUTES),
      fc.constantFrom(...LOCALES),
      (person, minute, locale) => check(answersTo(person, minute, locale), locale),
    ),
    { numRuns: PEOPLE, seed: SEED },
  );
}

const hoursOf = (list: readonly { readonly hour: number }[]) => list.map(({ hour }) => hour);
const hourOf = (time: string) => Number(time.slice(0, 2));

/** Hours at which a session of today is proposed, by answer. */
function proposedToday({ today, plan, briefing, schedule }: SpokenAnswers) {
  return {
    today: hoursOf(today.recommended_schedule),
    plan: hoursOf(plan.optimal_schedule.sessions),
    briefing: briefing.optimal_schedule.map(({ time }) => hourOf(time)),
    schedule: schedule.optimal_schedule.map(({ time_slot }) => hourOf(time_slot)),
  };
}

/** A person's presets as their settings show them. */
function listOf(presets: OwnPresets) {
  return (presets ?? BUILT_IN_PRESETS).map(({ workMinutes, breakMinutes, ...named }) => ({
    ...named,
    work_minutes: workMinutes,
    break_minutes: breakMinutes,
  }));
}

/** The hours of `HH:00 - HH:00`. */
function hoursWithin(range: string): number[] {
  const from = hourOf(range);
  const to = hourOf(range.slice(-5));
  return Array.from({ length: (to - from + 24) % 24 }, (_, step) => (from + step) % 24);
}

function isChanged({ load, analysis, trends, anomalies }: SpokenAnswers): boolean {
  const directions = [trends.session_trend, trends.productivity_trend];
  return (
    load.risk_factors.length + anomalies.anomalies.length + anomalies.changes.length > 0 ||
    analysis.trend !== "stable" ||
    directions.some((direction) => direction === "improving" || direction === "declining")
  );
}

/** Texts that state what is to come. */
const FORECASTS = [
  "ai.briefing.today.forecast",
  "ai.review.tomorrow.expect",
  "ai.insight.today",
  "ai.insight.week",
  "ai.motivation.start",
  "ai.motivation.going",
] as const;

/** Any sentence that a message can make, whatever numbers are in it. */
function saying(key: MessageKey, locale: Locale): RegExp {
  const sentences = [0, 1, 2, 3, 5].flatMap((count) =>
    ["0", "1", "2"].map((variant) => {
      const [one, other] = [7770 + count, 8880 + count];
      const counts = { sessions: count, expected: count, done: one, left: other, rating: one };
      return translate(locale, key, { ...counts, variant });
    }),
  );
  const patterns = sentences.map((text) =>
    text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\d[\d\s,]*\d|\d/g, "[\\d\\s,]+"),
  );
  return new RegExp(patterns.join("|"), "u");
}

describe("whatever somebody is told at one moment", () => {
  test("an hour that is proposed or named as good is avoided nowhere", () => {
    holds((said) => {
      const { plan, analysis, schedule } = said;
      const good = [
        ...Object.values(proposedToday(said)).flat(),
        ...hoursOf(plan.peak_hours),
        ...hoursWithin(plan.summary.best_time_range),
        ...analysis.best_hours,
      ];
      const avoided = [
        ...hoursOf(plan.avoid_hours),
        ...plan.summary.recommended_break_times,
        ...schedule.avoid_windows.map(({ time }) => hourOf(time)),
      ];
      assert.deepEqual(
        avoided.filter((hour) => good.includes(hour)),
        [],
      );
    });
  });

  test("an hour that is named as hard is proposed nowhere, on no day", () => {
    holds((said) => {
      const proposed = [
        ...Object.values(proposedToday(said)).flat(),
        ...hoursOf(said.tomorrow.recommended_schedule),
        ...said.plans.flatMap(({ optimal_schedule }) => hoursOf(optimal_schedule.sessions)),
      ];
      const hard = said.analysis.worst_hours.filter((hour) => proposed.includes(hour));
      assert.deepEqual(hard, []);
    });
  });

  test("no more starts are offered than sessions are to come, and one more", () => {
    holds((said) => {
      const { today, tomorrow, plans, week } = said;
      const most = (toCome: number) => (toCome === 0 ? 0 : toCome + 1);
      for (const [answer, hours] of Object.entries(proposedToday(said))) {
        assert.ok(hours.length <= most(today.remaining_sessions), answer);
      }
      assert.ok(tomorrow.recommended_schedule.length <= most(tomorrow.remaining_sessions));
      for (const { date, optimal_schedule } of plans) {
        const day = week.predictions.find((forecast) => forecast.date === date);
        assert.ok(optimal_schedule.sessions_count <= most(day?.predicted_sessions ?? 0), date);
      }
    });
  });

  test("every start lies in an hour that the forecast of its day lists", () => {
    holds((said) => {
      const listed = hoursOf(said.today.recommended_schedule);
      for (const [answer, hours] of Object.entries(proposedToday(said))) {
        assert.deepEqual(
          hours.filter((hour) => !listed.includes(hour)),
          [],
          answer,
        );
      }
      const tomorrow = hoursOf(said.tomorrow.recommended_schedule);
      const plan = said.plans.find(({ date }) => date === said.tomorrow.date);
      const starts = hoursOf(plan?.optimal_schedule.sessions ?? []);
      assert.deepEqual(
        starts.filter((hour) => !tomorrow.includes(hour)),
        [],
        "tomorrow",
      );
    });
  });

  test("nothing is offered on days on which somebody does not work, nor while they pause", () => {
    holds((said) => {
      const isAway = said.view.workTimes.absences.some(
        ({ from, to }) => from <= ASKED_DAY && ASKED_DAY <= to,
      );
      const isFree = isAway || said.view.workTimes.daysOff.has(1);
      if (!isFree && said.today.data.status !== "paused") return;
      assert.deepEqual(Object.values(proposedToday(said)).flat(), []);
      assert.equal(said.plan.gain_over_usual, null);
    });
  });

  test("nothing is called as usual beside a change that has passed its own test", () => {
    holds((said, locale) => {
      const { texts, anomalies, load, insight } = said;
      const spoken = [...texts, ...anomalies.proactive_tips.map(({ message }) => message)];
      spoken.push(...load.recommendations);
      const isSaid = (key: MessageKey, known = "") =>
        spoken.includes(translate(locale, key, { known }));
      if (isChanged(said)) {
        assert.ok(!isSaid("anomaly.nothing", "all") && !isSaid("anomaly.nothing", "some"));
        assert.ok(!isSaid("ai.insight.agree.calm"));
        assert.notEqual(insight.integrated_status.overall, "thriving");
      }
      if (load.risk_factors.length === 0) return;
      assert.ok(!isSaid("ai.briefing.wellbeing.good") && !isSaid("ai.load.calm"));
      assert.ok(!isSaid("load.advice.keep_rhythm", "all"));
    });
  });

  test("what the briefing advises about load is what the answer about load advises", () => {
    holds(({ load, briefing }) => {
      const { suggestion, rest_day_consideration: isRestNamed } = briefing.wellbeing_check;
      const isUnbroken = load.risk_factors.some(({ factor }) => factor === "continuous_days");
      if (isUnbroken) assert.ok(isRestNamed);
      if (load.risk_level === "low" && load.risk_factors.length > 0) {
        assert.ok(load.recommendations.includes(suggestion), suggestion);
      }
    });
  });

  test("one preset is recommended for an hour, by whichever answer", () => {
    holds((said) => {
      const { today, plan, plans, schedule, briefing, recommendation, view } = said;
      const named: (readonly [number, string])[] = [
        [view.asked.wallHour, recommendation.recommended_preset],
        [view.asked.wallHour, briefing.recommended_preset],
        ...today.recommended_schedule.map((at) => [at.hour, at.recommended_preset] as const),
        ...Object.values(plan.hourly_breakdown).flatMap((at) =>
          at === undefined ? [] : [[at.hour, at.recommended_preset] as const],
        ),
        ...plan.peak_hours.map((at) => [at.hour, at.recommended_preset] as const),
        ...plan.optimal_schedule.sessions.map((at) => [at.hour, at.preset] as const),
        ...briefing.optimal_schedule.map((at) => [hourOf(at.time), at.preset] as const),
        ...schedule.optimal_schedule.map(
          (at) => [hourOf(at.time_slot), at.recommended_preset] as const,
        ),
      ];
      for (const [hour, preset] of named) assert.equal(preset, said.recommendedAt(hour), `${hour}`);
      assert.ok(plans.length > 0);
    });
  });

  test("a preset that was never used is named only as untried, or before any is used", () => {
    holds((said, locale) => {
      const { recommendation, view } = said;
      const { presets, listed } = view.profile["preset-recommender"];
      const used = listed.filter((_, row) => (presets.sessions[row] ?? 0) > 0);
      const { preset, reason } = recommendation;
      if (used.length === 0 || used.some(({ id }) => id === preset)) return;
      const name = presetName(preset, view.presets);
      const untried = translate(locale, "recommendation.reason.untried", { preset: name });
      assert.ok(reason.endsWith(untried), reason);
    });
  });

  test("where all ratings are alike, or none is given, nothing is named as best", () => {
    const isAlike = inventedPeople.filter(
      ({ habits }) => habits.ratings === "equal" || habits.ratings === "none",
    );
    fc.assert(
      fc.property(
        isAlike,
        fc.constantFrom(...MINUTES),
        fc.constantFrom(...LOCALES),
        (person, minute, locale) => {
          const said = answersTo(person, minute, locale);
          const { analysis, themes, theme, week, weekly, today, insight, recommendation } = said;
          assert.deepEqual([analysis.best_hours, analysis.worst_hours], [[], []]);
          assert.equal(analysis.best_day, null);
          assert.equal(themes.best_theme, null);
          assert.doesNotMatch(theme.basis, /^rated_best/);
          assert.deepEqual([week.recommended_focus, weekly.recommended_focus], [null, null]);
          assert.equal(weekly.best_hour, null);
          assert.ok(today.recommended_schedule.every(({ priority }) => priority !== "high"));
          assert.equal(recommendation.clear_winner, false);
          const title = translate(locale, "ai.insight.title.schedule");
          assert.notEqual(insight.priority_insight.title, title);
        },
      ),
      { numRuns: PEOPLE, seed: SEED },
    );
  });

  test("nobody is told a forecast or an expected rating that does not rest on their own sessions", () => {
    holds((said, locale) => {
      const { today, week, plan, weekly, texts } = said;
      const status = today.data.status;
      const told = texts.join("\n");
      if (status !== "ready") {
        for (const key of FORECASTS) assert.doesNotMatch(told, saying(key, locale), key);
      }
      if (plan.data.status === "insufficient_data") {
        assert.doesNotMatch(told, saying("ai.briefing.slot.reason", locale));
        assert.doesNotMatch(told, saying("ai.schedule.reason", locale));
        const hours = [...plan.peak_hours, ...plan.avoid_hours, ...plan.optimal_schedule.sessions];
        assert.ok(hours.every(({ confidence }) => confidence === 0));
      }
      if (today.data.sessions > 0 && status !== "paused") return;
      const numbers = [
        today.expected_sessions,
        week.total_expected_sessions,
        today.sessions_interval,
      ];
      assert.deepEqual(numbers, [null, null, null]);
      assert.equal(weekly.expected_sessions, null);
      assert.ok(week.predictions.every((day) => day.expected_sessions === null));
    });
  });

  test("the command line says the same", () => {
    holds((said, locale) => {
      const { today, analysis, heatmap, data, recommendation, view } = said;
      const lines = dayLines(today, locale).join("\n");
      const clock = /\b(\d{1,2}):00/g;
      const shown = [...lines.matchAll(clock)].map(([, hour]) => Number(hour));
      const proposed = hoursOf(today.recommended_schedule);
      assert.deepEqual(
        shown.filter((hour) => !proposed.includes(hour)),
        [],
      );
      if (today.predicted_sessions === 0) {
        assert.doesNotMatch(lines, saying("cli.predict.productivity", locale));
      }
      const analysed = analysisLines({ analysis, heatmap, data }, locale).join("\n");
      const isQuiet = analysis.trend_details.difference === null;
      const steady = translate(locale, "cli.analyze.trend", { trend: "stable" });
      if (isQuiet || analysis.trend !== "stable") assert.ok(!analysed.includes(steady));
      const [first] = recommendationLines(recommendation, listOf(view.presets), locale);
      assert.ok(first?.includes(presetName(recommendation.preset, view.presets)));
    });
  });
});

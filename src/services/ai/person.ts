import type { Session } from "../../domain/session.ts";
import type { Locale } from "../../messages/locale.ts";
import { columnOn } from "../../models/history-aggregates/state.ts";
import { mondayOf } from "../../models/weekly-insights/state.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { WellnessCheckin } from "../../schemas/wellness.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { dayMomentAt } from "../../time/local-day.ts";
import { productivityOf } from "../analysis/productivity.ts";
import { round } from "../answers/data-basis.ts";
import { streakOf } from "../answers/streak.ts";
import { diversityFacts } from "../insights/diversity/facts.ts";
import { presentDiversity } from "../insights/diversity/present.ts";
import { themeAdviceFacts } from "../insights/themes/facts.ts";
import { presentThemeAdvice, themeProductivityOf } from "../insights/themes/present.ts";
import { trendsOf } from "../insights/trends/present.ts";
import { weeklyFacts } from "../insights/weekly/facts.ts";
import { presentWeekly } from "../insights/weekly/present.ts";
import { dayFacts, sessionsToCome } from "../predictions/facts.ts";
import { presentDay } from "../predictions/present.ts";
import { recommendationFacts } from "../recommendations/facts.ts";
import { presentRecommendation } from "../recommendations/present.ts";
import { anomalyFacts, isChangeKnown } from "../signals/anomalies/facts.ts";
import { presentAnomalies } from "../signals/anomalies/present.ts";
import { burnoutRiskOf } from "../signals/load/present.ts";
import { scheduleFacts } from "../signals/schedule/facts.ts";
import { presentSchedule } from "../signals/schedule/present.ts";
import { readScheduleQuestion } from "../signals/schedule/question.ts";

/** Data about a person in addition to the profile. */
export interface PersonParts {
  readonly view: ProfileView;
  readonly locale: Locale;
  /** The chosen categories, or those of the sessions. */
  readonly categories: readonly string[];
  readonly checkin: WellnessCheckin | null;
  /** Sessions of the last thirty days, newest first. */
  readonly recent: readonly Session[];
  /** View as of the beginning of the day; for a past day equal to `view`. */
  readonly morning: ProfileView;
}

/** Summary of one day. */
export interface DaySummary {
  readonly sessions: number;
  /** Mean rating; null without one. */
  readonly rating: number | null;
}

/** One person's facts as the other routes show them, so that no answer computes a figure differently. */
export class Person {
  readonly parts: PersonParts;

  constructor(parts: PersonParts) {
    this.parts = parts;
  }

  get view(): ProfileView {
    return this.parts.view;
  }

  get locale(): Locale {
    return this.parts.locale;
  }

  get day(): EpochDay {
    return this.view.asked.day;
  }

  get hasSessions(): boolean {
    return this.view.sessions > 0;
  }

  forecast(day = this.day, view = this.view) {
    return presentDay(dayFacts(view, day), { view, locale: this.locale });
  }

  /** Number of today's sessions that are still to be planned. */
  toCome(): number {
    return sessionsToCome(this.view, this.day);
  }

  load() {
    return burnoutRiskOf(this.view, this.locale);
  }

  /** Whether a slow change, or a signal of load, has passed its own test. */
  isChangeKnown(): boolean {
    return isChangeKnown(this.view);
  }

  /** Hours that ratings identify as the best ones; empty when ratings do not differ. */
  bestHours(): readonly number[] {
    const { status, value } = productivityOf(this.view);
    return status === "ready" ? value.bestHours.map(({ which }) => which) : [];
  }

  anomalies() {
    return presentAnomalies(anomalyFacts(this.view), this.locale);
  }

  trends() {
    return trendsOf(this.view, 14);
  }

  themes() {
    return themeProductivityOf(this.view);
  }

  theme(day: EpochDay) {
    return presentThemeAdvice(themeAdviceFacts(this.view, day), this.locale);
  }

  week(view = this.view) {
    return presentWeekly(
      weeklyFacts({ outcome: view, before: view }, mondayOf(this.day)),
      this.locale,
    );
  }

  diversity(categories = this.parts.categories) {
    return presentDiversity(diversityFacts(this.view, categories), this.locale);
  }

  recommendation(category?: string, hour?: number) {
    const query = {
      ...(category !== undefined && { category }),
      ...(hour !== undefined && { current_hour: hour }),
    };
    return presentRecommendation(recommendationFacts(this.view, query), this.locale);
  }

  schedule(sessions: number, day = "today") {
    const question = readScheduleQuestion({ sessions: String(sessions), day });
    return presentSchedule(scheduleFacts(this.view, question), this.locale);
  }

  streak(): number {
    return streakOf(this.view).current;
  }

  summaryOf(day: EpochDay): DaySummary {
    const history = this.view.profile["history-aggregates"];
    const rated = columnOn(history, history.ratedCounts, day);
    const sum = columnOn(history, history.ratingSums, day);
    return {
      sessions: columnOn(history, history.counts, day),
      rating: rated === 0 ? null : round(sum / rated, 1),
    };
  }

  /** Days since the last day with a session; `undefined` without any in the last thirty days. */
  daysSinceLast(): number | undefined {
    const [latest] = this.completed();
    return latest === undefined ? undefined : this.day - this.dayOf(latest);
  }

  completed(): readonly Session[] {
    return this.parts.recent.filter((session) => session.completed);
  }

  /** Oldest first. */
  sessionsOn(day: EpochDay): readonly Session[] {
    return this.completed()
      .filter((session) => this.dayOf(session) === day)
      .toSorted((one, other) => one.startedAtMs - other.startedAtMs);
  }

  dayOf(session: Session): EpochDay {
    return dayMomentAt(session.startedAtMs, this.view.cut).day;
  }

  /** Minute of the wall clock at which a session began. */
  startMinute(session: Session): number {
    return Math.floor(this.view.cut.zone.localAt(session.startedAtMs).msOfDay / 60_000);
  }

  /** Categories of the last thirty days, most frequent first. */
  shares(): readonly { category: string; sessions: number; percent: number }[] {
    const counts = new Map<string, number>();
    for (const { category } of this.completed()) {
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
    const total = this.completed().length;
    return [...counts]
      .map(([category, sessions]) => ({
        category,
        sessions,
        percent: round((100 * sessions) / total, 1),
      }))
      .sort(
        (one, other) => other.sessions - one.sessions || (one.category < other.category ? -1 : 1),
      );
  }

  firstDay(): EpochDay | null {
    return this.view.profile["history-aggregates"].firstDay;
  }
}

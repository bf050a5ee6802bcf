import { setImmediate as nextTurn } from "node:timers/promises";
import { DEMO_COLOURS } from "../demo/demo-person.ts";
import { DEFAULT_SEED, type DemoHistory } from "../demo/generate-demo.ts";
import { inventedHistory, inventedLengths, inventYear } from "../demo/invented-history.ts";
import { foldInvented } from "../demo/invented-profiles.ts";
import { NO_PERSONAL_SETTINGS } from "../domain/personal-settings.ts";
import type { ExampleYear, ShownServices } from "../http/ui/services.ts";
import type { Locale } from "../messages/locale.ts";
import type { Clock, PersonState } from "../ports.ts";
import type { SessionList } from "../schemas/sessions.ts";
import { TRACK_RECORD_DAYS } from "../schemas/track-record.ts";
import { createAnalysisService } from "../services/analysis/analysis-service.ts";
import { createDayService } from "../services/days/day-service.ts";
import { createInsightService } from "../services/insights/insight-service.ts";
import { createSettingsService } from "../services/people/settings-service.ts";
import { createPredictionService } from "../services/predictions/prediction-service.ts";
import { createRecommendationService } from "../services/recommendations/recommendation-service.ts";
import {
  createSignalService,
  type SignalServiceParts,
} from "../services/signals/signal-service.ts";
import { createTrackRecordService } from "../services/track-record/track-record-service.ts";
import { overallWellness } from "../services/wellness/overall-wellness.ts";
import { presentNewSession } from "../sessions/present-session.ts";
import { type EpochDay, formatDay } from "../time/calendar.ts";
import type { DayCut } from "../time/local-day.ts";
import { NOTHING_STATED } from "../time/work-times.ts";
import type { Zone } from "../time/zone.ts";
import type { Opened } from "./opened.ts";

/** The invented person. The name is no user's: nothing is stored or read under it. */
const USER = "invented";
/** The time of day of every answer, in ms past midnight: half of the day is over. */
const AT_MS = 13.5 * 3_600_000;

export interface ExampleYearParts extends Pick<SignalServiceParts, "onDetectorFailure"> {
  readonly clock: Clock;
  readonly cut: DayCut;
  readonly config: Pick<Opened["config"], "timezone" | "dayStartHour" | "locale">;
}

/** The year of the invented person up to a day. */
export async function makeExampleYear(
  { cut, config, onDetectorFailure }: ExampleYearParts,
  day: EpochDay,
): Promise<ExampleYear> {
  const { zone } = cut;
  const nowMs = zone.instantOf(day, AT_MS);
  const demo = await inventYear({ seed: DEFAULT_SEED, userId: USER, nowMs, zone });
  const { sessions } = demo;
  const history = inventedHistory(demo);
  const profiles = await foldInvented({ userId: USER, history, cut, nowMs });
  const clock: Clock = { now: () => nowMs };
  const personal = { ...NO_PERSONAL_SETTINGS, categoryColours: DEMO_COLOURS };
  const person: PersonState = {
    ...{ version: 0, cut, language: undefined, workTimes: NOTHING_STATED, presets: null },
  };
  const services: ShownServices = {
    predictionService: createPredictionService(profiles),
    recommendationService: createRecommendationService(profiles),
    analysisService: createAnalysisService(profiles),
    trackRecordService: createTrackRecordService(profiles),
    insightService: createInsightService(profiles, { known: async () => [] }),
    signalService: createSignalService({
      ...{ profiles, onDetectorFailure },
      wellness: { find: async (_userId, asked) => checkinOn(demo, asked, nowMs) },
    }),
    dayService: createDayService({
      ...{ history, profiles, clock },
      people: { current: () => person },
      sessions: {
        lengths: async (_userId, { fromDay = 0 }) => inventedLengths(sessions, fromDay, zone),
      },
    }),
    settingsService: createSettingsService({
      settings: { findPersonal: async () => personal, changePersonal: async () => {} },
      people: { lastSettings: () => personal },
      defaults: config,
    }),
    sessionService: { list: async (_userId, { from, to }) => listed(demo, zone, from, to) },
  };
  await askEach(services, config.locale);
  return { userId: USER, today: formatDay(day), services };
}

/** Computes what pages need of the profile, one answer a turn of the event loop. The profile keeps the results. */
async function askEach(services: ShownServices, locale: Locale): Promise<void> {
  const { predictionService, signalService, trackRecordService } = services;
  for (const ask of [
    () => predictionService.today(USER, undefined, locale),
    () => predictionService.week(USER, undefined, locale),
    () => services.recommendationService.recommend(USER, {}, locale),
    () => services.analysisService.analysis(USER),
    () => signalService.burnoutRisk(USER, locale),
    () => signalService.anomalies(USER, locale),
    () => trackRecordService.trackRecord(USER, TRACK_RECORD_DAYS, locale),
  ]) {
    await ask();
    await nextTurn();
  }
}

function checkinOn({ checkins }: DemoHistory, day: EpochDay, nowMs: number) {
  const found = checkins.find((checkin) => checkin.day === day);
  if (found === undefined) return undefined;
  const overall = overallWellness(found);
  return { ...found, overall, notes: null, userId: USER, createdAtMs: nowMs, updatedAtMs: nowMs };
}

/** The invented sessions that ended in a range of days, newest first. */
function listed({ sessions }: DemoHistory, zone: Zone, from = "", to = "9999"): SessionList {
  const bodies = sessions.map((session) => {
    const body = presentNewSession(session, zone);
    return { ...body, created_at: body.end, updated_at: body.end };
  });
  const isAsked = ({ end }: { readonly end: string }) =>
    end.slice(0, 10) >= from && end.slice(0, 10) <= to;
  return { sessions: bodies.filter(isAsked).toReversed(), next_cursor: null };
}

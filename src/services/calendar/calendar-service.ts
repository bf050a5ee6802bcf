import type { Session } from "../../domain/session.ts";
import { type Locale, translate } from "../../messages/translate.ts";
import type { Clock } from "../../ports.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import type { ZoneOf } from "../../repositories/zones-of.ts";
import { contentLine, textValue } from "../../sessions/export/ics-text.ts";
import { CALENDAR_BEGIN, CALENDAR_END, sessionEvent } from "../../sessions/export/ics-writer.ts";
import type { PredictionService } from "../predictions/prediction-service.ts";
import type { SignalService } from "../signals/signal-service.ts";
import { planEvents } from "./plan-events.ts";

export interface CalendarRequest {
  readonly userId: string;
  readonly locale: Locale;
  /** Whether the schedule of the coming days is included. */
  readonly hasPlan: boolean;
}

export interface CalendarService {
  /** A text that changes whenever the calendar may have changed. */
  versionOf(request: CalendarRequest): Promise<string>;
  /** The completed sessions, oldest first, and the plan, as RFC 5545 in chunks. */
  write(request: CalendarRequest): AsyncIterable<string>;
}

export interface CalendarServiceParts {
  readonly sessions: Pick<SessionRepository, "stream">;
  readonly currentVersion: (userId: string) => number | Promise<number>;
  readonly predictions: Pick<PredictionService, "today" | "week">;
  readonly signals: Pick<SignalService, "optimalSchedule">;
  readonly clock: Clock;
  readonly zoneOf: ZoneOf;
}

/** The plan changes at most this often. */
const QUARTER_MS = 900_000;

export function createCalendarService(parts: CalendarServiceParts): CalendarService {
  const { sessions, currentVersion, predictions, signals, clock, zoneOf } = parts;
  const quarter = () => Math.floor(clock.now() / QUARTER_MS);

  return {
    async versionOf({ userId, locale, hasPlan }) {
      const version = await currentVersion(userId);
      return [version, locale, ...(hasPlan ? [(await zoneOf(userId)).id, quarter()] : [])].join(
        " ",
      );
    },

    async *write({ userId, locale, hasPlan }) {
      const zone = await zoneOf(userId);
      let before = CALENDAR_BEGIN + nameLine(locale);
      for await (const chunk of sessions.stream(userId, {}, zone)) {
        yield before + chunk.map((session) => doneEvent(session, locale)).join("");
        before = "";
      }
      if (hasPlan) {
        const source = {
          week: () => predictions.week(userId, undefined, locale),
          remaining: async () =>
            (await predictions.today(userId, undefined, locale)).remaining_sessions,
          schedule: (day: string, count: number) =>
            signals.optimalSchedule(userId, { day, sessions: count }, locale),
        };
        const stampMs = quarter() * QUARTER_MS;
        before += await planEvents(source, { zone, locale, stampMs });
      }
      yield before + CALENDAR_END;
    },
  };
}

function nameLine(locale: Locale): string {
  return contentLine("X-WR-CALNAME", textValue(translate(locale, "calendar.name")));
}

function doneEvent(session: Session, locale: Locale): string {
  if (!session.completed) return "";
  const what = session.task ?? session.category;
  return sessionEvent(session, translate(locale, "calendar.done", { what }));
}

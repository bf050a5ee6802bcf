import { briefingReaderRepository } from "../repositories/briefing-reader-repository.ts";
import {
  type BriefingReaders,
  createBriefingReaders,
  notingReads,
} from "../services/ai/ahead/briefing-readers.ts";
import {
  type BriefingSchedule,
  createBriefingSchedule,
} from "../services/ai/ahead/briefing-schedule.ts";
import type { AiService } from "../services/ai/ai-service.ts";
import type { Ai } from "../services/ai/connect-ai.ts";
import type { Core } from "./core.ts";
import type { Opened } from "./opened.ts";

/** Briefings that are written ahead of the request for them. */
export interface Briefings {
  readonly readers: BriefingReaders;
  readonly schedule: BriefingSchedule;
  forget(userId: string): Promise<void>;
  close(): Promise<void>;
}

/** @returns nothing without a provider, because templates cost nothing, and in commands, which end too soon */
export function composeBriefings(
  { config, role, database, clock, after, logger }: Opened,
  { profileService: profiles }: Pick<Core, "profileService">,
  { textWriting, aiMetrics }: Pick<Ai, "textWriting" | "aiMetrics">,
  ai: AiService,
): Briefings | undefined {
  const leastReadDays = config.aiBriefingAheadDays;
  const [gate] = textWriting.gates;
  if (leastReadDays === 0 || gate === undefined || role === "command") return undefined;
  const readers = briefingReaderRepository(database);
  const onTrouble = (error: unknown) =>
    logger.warn({ event_type: "BRIEFING_AHEAD_FAILED", error }, "a briefing was not written ahead");
  const schedule = createBriefingSchedule({
    ...{ readers, profiles, clock, after, leastReadDays, onTrouble },
    isProviderReady: () => gate.health().breaker === "closed" && gate.quality.allows(),
    write: (caller) => ai.morningBriefing(caller, undefined),
    onOutcome: (outcome) => aiMetrics.briefingsAhead.inc({ outcome }),
  });
  const noting = createBriefingReaders({ readers, profiles, leastReadDays, onTrouble });
  schedule.start();
  return {
    ...{ readers: noting, schedule },
    async forget(userId) {
      await noting.forget(userId);
      await schedule.cancel(userId);
    },
    async close() {
      await schedule.close();
      await noting.settled();
    },
  };
}

/** Wraps the AI service so that a briefing that is sent counts as read. */
export function notedBy(briefings: Briefings | undefined, ai: AiService): AiService {
  return briefings === undefined ? ai : notingReads(ai, briefings.readers);
}

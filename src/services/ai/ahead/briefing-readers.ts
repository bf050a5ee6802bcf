import type { BriefingReaderRepository } from "../../../repositories/briefing-reader-repository.ts";
import { createLargeLru } from "../../../runtime/large-lru.ts";
import { parseDay } from "../../../time/calendar.ts";
import type { AiService } from "../ai-service.ts";
import type { AiCaller } from "../answering.ts";
import { nextBriefing, type ReaderViews } from "./briefing-time.ts";
import { countReadDays } from "./read-days.ts";

/** Records which people read the morning briefing, once per person and day. */
export interface BriefingReaders {
  /** @param date of the briefing that was read, YYYY-MM-DD; only today's counts */
  note(caller: Pick<AiCaller, "userId" | "locale">, date: string): void;
  /** Resolves when all recorded reads are stored. */
  settled(): Promise<void>;
  forget(userId: string): Promise<void>;
}

export interface BriefingReadersParts {
  readonly readers: BriefingReaderRepository;
  readonly profiles: ReaderViews;
  /** Number of the last seven days on which it must have been read. */
  readonly leastReadDays: number;
  readonly onTrouble: (error: unknown) => void;
}

/** People whose read of today is remembered, so that it is stored only once. */
const MAX_REMEMBERED = 10_000;

export function createBriefingReaders(parts: BriefingReadersParts): BriefingReaders {
  const { readers, profiles } = parts;
  const noted = createLargeLru<string>(MAX_REMEMBERED);
  const storing = new Set<Promise<void>>();

  async function store({ userId, locale }: Pick<AiCaller, "userId" | "locale">, date: string) {
    const view = await profiles.now(userId);
    const today = view.asked.day;
    if (parseDay(date) !== today) return;
    const reader = await readers.noteRead(userId, locale, today);
    if (countReadDays(reader, today) < parts.leastReadDays) return;
    // A briefing that was read today need not be written for today any more.
    await readers.setDue(userId, nextBriefing(view, today + 1)?.dueAtMs);
  }

  async function settled(): Promise<void> {
    while (storing.size > 0) await Promise.all(storing);
  }

  return {
    note(caller, date) {
      const read = `${caller.locale} ${date}`;
      if (noted.get(caller.userId) === read) return;
      noted.set(caller.userId, read);
      const stored = store(caller, date)
        .catch(parts.onTrouble)
        .finally(() => storing.delete(stored));
      storing.add(stored);
    },
    settled,
    async forget(userId) {
      noted.delete(userId);
      await settled();
      noted.delete(userId);
      await readers.erase(userId);
    },
  };
}

/** Wraps the service so that each briefing is recorded as read. */
export function notingReads(ai: AiService, { note }: Pick<BriefingReaders, "note">): AiService {
  return {
    ...ai,
    async morningBriefing(caller, date) {
      const answer = await ai.morningBriefing(caller, date);
      note(caller, answer.date);
      return answer;
    },
  };
}

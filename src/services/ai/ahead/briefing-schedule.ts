import type { Alarm, Clock } from "../../../ports.ts";
import type {
  BriefingReaderRepository,
  DueReader,
} from "../../../repositories/briefing-reader-repository.ts";
import type { MorningBriefing } from "../../../schemas/ai-day.ts";
import type { AiCaller } from "../answering.ts";
import { briefingTime, nextBriefing, type ReaderViews } from "./briefing-time.ts";
import { countReadDays } from "./read-days.ts";

/** Outcome of a briefing that was due; label `outcome` of the metric. */
export type BriefingOutcome =
  /** Written by a model. */
  | "written"
  /** Already stored. */
  | "kept"
  /** No model was available or allowed, so the person's own request produces the text. */
  | "template"
  | "provider_resting"
  /** The person does not work today, or no longer reads briefings. */
  | "not_wanted"
  | "too_late"
  | "cancelled"
  | "failed";

/** Writes the briefings of regular readers before their day begins. */
export interface BriefingSchedule {
  /** Starts the check, once per minute. */
  start(): void;
  /** Resolves when nothing is being written. */
  settled(): Promise<void>;
  /** Cancels the writing for a person. */
  cancel(userId: string): Promise<void>;
  close(): Promise<void>;
}

export interface BriefingScheduleParts {
  readonly readers: BriefingReaderRepository;
  readonly profiles: ReaderViews;
  readonly clock: Clock;
  readonly after: Alarm;
  readonly leastReadDays: number;
  /** Whether the first provider is available. */
  readonly isProviderReady: () => boolean;
  /** Produces the briefing as a request would. */
  readonly write: (caller: AiCaller) => Promise<Pick<MorningBriefing, "source" | "from_cache">>;
  readonly onOutcome: (outcome: BriefingOutcome) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Interval of checks for due briefings. */
const EVERY_MS = 60_000;
/** Maximum number of concurrent writes per process. */
const AT_ONCE = 4;
/** When a process dies, its readers are due again on the next day. */
const DAY_MS = 86_400_000;

export function createBriefingSchedule(parts: BriefingScheduleParts): BriefingSchedule {
  const { readers, profiles, clock } = parts;
  const closing = new AbortController();
  const serving = new Map<string, { readonly cancel: () => void; readonly done: Promise<void> }>();
  let running: Promise<void> | undefined;
  let stopWaiting = () => {};

  /** Decides what to do for a reader now, and sets when the reader is due next. */
  async function decide(reader: DueReader): Promise<BriefingOutcome | "later" | "write"> {
    const { userId } = reader;
    const view = await profiles.now(userId);
    const today = view.asked.day;
    const time = briefingTime(view, today);
    if (time !== undefined && clock.now() < time.dueAtMs) {
      // The reader's zone or hours have changed.
      await readers.setDue(userId, time.dueAtMs);
      return "later";
    }
    const isReader = countReadDays(reader, today) >= parts.leastReadDays;
    await readers.setDue(userId, isReader ? nextBriefing(view, today + 1)?.dueAtMs : undefined);
    if (!isReader || time === undefined || reader.lastDay >= today) return "not_wanted";
    if (clock.now() >= time.startAtMs) return "too_late";
    return parts.isProviderReady() ? "write" : "provider_resting";
  }

  async function serve(reader: DueReader, signal: AbortSignal): Promise<BriefingOutcome | "later"> {
    const decision = await decide(reader);
    if (decision !== "write") return decision;
    if (signal.aborted) return "cancelled";
    const { userId, locale } = reader;
    const { source, from_cache } = await parts.write({
      userId,
      locale,
      options: { signal, isAhead: true },
    });
    if (signal.aborted) return "cancelled";
    if (from_cache) return "kept";
    return source === "template" ? "template" : "written";
  }

  async function take(reader: DueReader): Promise<void> {
    if (!(await readers.claim(reader, clock.now() + DAY_MS))) return;
    const left = new AbortController();
    const done = serve(reader, AbortSignal.any([left.signal, closing.signal]))
      .catch((error: unknown) => {
        parts.onTrouble(error);
        return "failed" as const;
      })
      .then((outcome) => {
        if (outcome !== "later") parts.onOutcome(outcome);
        serving.delete(reader.userId);
      });
    serving.set(reader.userId, { cancel: () => left.abort(), done });
    await done;
  }

  /** Workers take due readers one by one; the processes of a database share them. */
  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      const due = await readers.due(clock.now(), AT_ONCE);
      if (due.length === 0) return;
      await Promise.all(due.map(take));
    }
  }

  function wait(): void {
    stopWaiting = parts.after(EVERY_MS, () => {
      running = run()
        .catch(parts.onTrouble)
        .finally(() => {
          running = undefined;
          if (!closing.signal.aborted) wait();
        });
    });
  }

  return {
    start: wait,
    async settled() {
      await running;
    },
    async cancel(userId) {
      const served = serving.get(userId);
      served?.cancel();
      await served?.done;
    },
    async close() {
      closing.abort();
      stopWaiting();
      await running;
    },
  };
}

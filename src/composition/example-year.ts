import type { ExampleYear } from "../http/ui/services.ts";
import type { Clock } from "../ports.ts";
import type { SignalServiceParts } from "../services/signals/signal-service.ts";
import type { EpochDay } from "../time/calendar.ts";
import { type DayCut, dayMomentAt } from "../time/local-day.ts";
import type { Opened } from "./opened.ts";

export interface ExampleYearParts extends Pick<SignalServiceParts, "onDetectorFailure"> {
  readonly clock: Clock;
  readonly cut: DayCut;
  readonly config: Pick<Opened["config"], "timezone" | "dayStartHour" | "locale">;
}

/**
 * The year of an invented person up to today. One day's year is in memory at a time, from its first request on, which
 * also loads what invents it.
 */
export function createExampleYear(parts: ExampleYearParts): () => Promise<ExampleYear> {
  let made: { readonly day: EpochDay; readonly year: Promise<ExampleYear> } | undefined;
  return () => {
    const { day } = dayMomentAt(parts.clock.now(), parts.cut);
    if (made?.day !== day) {
      const year = makeYear(parts, day);
      made = { day, year };
      year.catch(() => {
        if (made?.year === year) made = undefined;
      });
    }
    return made.year;
  };
}

async function makeYear(parts: ExampleYearParts, day: EpochDay): Promise<ExampleYear> {
  const { makeExampleYear } = await import("./make-example-year.ts");
  return makeExampleYear(parts, day);
}

import type { ExampleYear } from "../http/ui/services.ts";
import type { EpochDay } from "../time/calendar.ts";
import { dayMomentAt } from "../time/local-day.ts";
import type { ExampleYearParts } from "./make-example-year.ts";

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

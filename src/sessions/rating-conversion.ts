import type { RatingConversionRepository } from "../repositories/rating-conversion-repository.ts";
import type { EpochDay } from "../time/calendar.ts";

export interface ConversionRequest {
  readonly userId: string;
  /** The first day with ratings on the scale from 0 to 100. */
  readonly before: EpochDay;
  /** Only counts; changes nothing. */
  readonly checkOnly: boolean;
}

export interface ConversionReport {
  /** Number of ratings from 1 to 5 before that day. */
  readonly found: number;
  /**
   * Number of ratings above 5 before that day. If there are any, the scale was a different one and nothing is changed.
   */
  readonly larger: number;
  readonly converted: number;
}

/** Converts a history with ratings from 1 to 5 to the scale from 0 to 100. It runs only on request, and only once. */
export interface RatingConversion {
  run(request: ConversionRequest): Promise<ConversionReport>;
}

/** @param onConverted called after every change, so that the log explains why old ratings differ from a backup's */
export function createRatingConversion(
  ratings: RatingConversionRepository,
  onConverted: (request: ConversionRequest, report: ConversionReport) => void,
): RatingConversion {
  return {
    async run(request) {
      const { userId, before, checkOnly } = request;
      const { convertible: found, larger } = await ratings.count(userId, before);
      if (checkOnly || larger > 0 || found === 0) return { found, larger, converted: 0 };
      const report = { found, larger, converted: await ratings.convert(userId, before) };
      onConverted(request, report);
      return report;
    },
  };
}

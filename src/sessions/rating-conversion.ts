import type { RatingConversionRepository } from "../repositories/rating-conversion-repository.ts";
import type { EpochDay } from "../time/calendar.ts";

export interface ConversionRequest {
  readonly userId: string;
  /** The first day whose ratings are on the scale from 0 to 100. */
  readonly before: EpochDay;
  /** Only count. */
  readonly checkOnly: boolean;
}

export interface ConversionReport {
  /** Ratings from 1 to 5 before the day. */
  readonly found: number;
  /** Ratings above 5 before the day: with any, the scale was another one, and nothing is changed. */
  readonly larger: number;
  readonly converted: number;
}

/** Turns a history that was rated from 1 to 5 into one rated from 0 to 100: once, and only when told to. */
export interface RatingConversion {
  run(request: ConversionRequest): Promise<ConversionReport>;
}

/** @param onConverted is told of every change, so that the log can say why old ratings differ from a backup's */
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

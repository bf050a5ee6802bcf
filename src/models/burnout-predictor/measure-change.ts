import type { Change, ChangeFactor, Reference } from "./change.ts";
import { measureDecline } from "./decline.ts";
import { measureLoad } from "./load.ts";
import { measureShare, NIGHT_SHARE, WEEKEND_SHARE } from "./share.ts";
import { measureSpread } from "./spread.ts";
import { ASKED } from "./windows.ts";

/** Measures one factor in the week that ends at offset `end`; `undefined` when there is too little to compare. */
export function measureChange(
  factor: ChangeFactor,
  reference: Reference,
  end: number,
): Change | undefined {
  switch (factor) {
    case "declining_productivity":
      return measureDecline(reference, end);
    case "overwork":
      // An unfinished day has no load yet, so for the day asked about the seven closed days before it are measured.
      return measureLoad(reference, end === ASKED ? end - 1 : end);
    case "night_sessions":
      return measureShare(reference, end, NIGHT_SHARE);
    case "weekend_work":
      return measureShare(reference, end, WEEKEND_SHARE);
    case "variability":
      return measureSpread(reference.windows, end);
  }
}

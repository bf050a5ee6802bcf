import type { EpochDay } from "../time/calendar.ts";

/** The six questions of a check-in: 0–100 with at most two decimals; null is not answered. */
export interface WellnessMetrics {
  readonly sleepQuality: number | null;
  readonly energyLevel: number | null;
  readonly mood: number | null;
  /** Here low is good. */
  readonly stressLevel: number | null;
  readonly motivation: number | null;
  readonly focusAbility: number | null;
}

/** What a caller stores for one day. */
export interface NewWellnessCheckin extends WellnessMetrics {
  readonly day: EpochDay;
  /** Weighted mean of the answers, 0–100; null when there are none. */
  readonly overall: number | null;
  readonly notes: string | null;
}

/** How somebody felt on one local day; one per user and day. */
export interface WellnessCheckin extends NewWellnessCheckin {
  readonly userId: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

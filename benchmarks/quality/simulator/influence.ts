/** How one day differs from what is usual for the person. */
export interface Influence {
  /** No sessions at all. */
  readonly away: boolean;
  readonly countFactor: number;
  /** Added to the person's chance that a session is left for the evening. */
  readonly eveningChance: number;
  /** 0: weekends as usual; 1: weekends like workdays. */
  readonly weekendLift: number;
  readonly dayOffFactor: number;
  readonly startShiftMinutes: number;
  /** Minutes that the clock of the place is ahead of the clock of home. */
  readonly zoneShiftMinutes: number;
  readonly ratingOffset: number;
  readonly wellnessOffset: number;
  readonly noiseFactor: number;
  /** Chance that a session belongs to a category that is new to the person. */
  readonly newCategoryChance: number;
}

export const UNDISTURBED: Influence = {
  away: false,
  countFactor: 1,
  eveningChance: 0,
  weekendLift: 0,
  dayOffFactor: 1,
  startShiftMinutes: 0,
  zoneShiftMinutes: 0,
  ratingOffset: 0,
  wellnessOffset: 0,
  noiseFactor: 1,
  newCategoryChance: 0,
};

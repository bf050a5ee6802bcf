import { openRandomStream, type RandomStream } from "../../../src/demo/random-stream.ts";
import { type Disturbance, disturb } from "./disturbance.ts";
import { type Influence, UNDISTURBED } from "./influence.ts";

/** Every kind of person that the simulator knows; the names are permanent, results are filed under them. */
export const PERSON_KINDS = [
  /** Nothing changes but luck: what a detector must stay silent about. */
  "stationary",
  /** Very different weekdays. */
  "weekly_rhythm",
  /** Level, hours and ratings move slowly all the time. */
  "drift",
  /** Stationary, with absences of 5 to 16 days. */
  "holidays",
  /** Stationary, until load rises, hours get later and ratings fall within weeks. */
  "burnout_onset",
  /** A few sessions a week. */
  "sparse",
  /** Whatever a database can hold. */
  "hostile",
  /** Works from evening until after midnight. */
  "night_owl",
  /** Early, late and night shifts, six days on and two off. */
  "shift_worker",
  /** Works by the clock of wherever they are; the history keeps the clock of home. */
  "traveller",
] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/** A stretch of a history, both days included, as indices from its first day. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What happens to a person over the simulated days. */
export interface Course {
  influenceOn(index: number): Influence;
  readonly absences: readonly Stretch[];
  readonly trips: readonly Stretch[];
  /** When strain begins to rise, and when it has fully risen. */
  readonly onset: Stretch | null;
}

/** Draws what happens to a person of a kind within `days` days. */
export function drawCourse(
  kind: PersonKind,
  seed: number,
  days: number,
  disturbance: (Disturbance & { readonly fromIndex: number }) | undefined,
): Course {
  const stream = openRandomStream(seed, 2);
  const absences = kind === "holidays" ? drawStretches(stream, days, 90, [5, 16]) : [];
  const trips = kind === "traveller" ? drawStretches(stream, days, 45, [7, 14]) : [];
  const zones = trips.map(() => stream.pick(ZONES.map((zone) => [zone, 1] as const)));
  const onset = kind === "burnout_onset" ? drawOnset(stream, days) : null;
  const strain = drawStrain(stream);
  const drift = drawDrift(stream);
  function influenceOn(index: number): Influence {
    let influence = UNDISTURBED;
    const within = (stretch: Stretch) => index >= stretch.from && index <= stretch.to;
    if (absences.some(within)) influence = { ...influence, away: true };
    const trip = trips.findIndex(within);
    if (trip >= 0) influence = { ...influence, zoneShiftMinutes: 60 * (zones[trip] ?? 0) };
    if (onset !== null) influence = strained(influence, strain, rampOf(onset, index));
    if (kind === "drift") influence = drifted(influence, drift, index / 365);
    if (kind === "shift_worker") influence = onShift(influence, index);
    return disturbance === undefined ? influence : disturb(influence, disturbance, index);
  }
  return { influenceOn, absences, trips, onset };
}

/** Hours that other places are ahead of home. */
const ZONES = [-9, -6, -5, 5.5, 8] as const;

function drawStretches(
  stream: RandomStream,
  days: number,
  every: number,
  [shortest, longest]: readonly [number, number],
): Stretch[] {
  const stretches: Stretch[] = [];
  let from = Math.round(every * (0.5 + stream.uniform()));
  while (from < days) {
    const length = shortest + Math.floor(stream.uniform() * (longest - shortest + 1));
    stretches.push({ from, to: from + length - 1 });
    from += length + Math.round(every * (0.5 + stream.uniform()));
  }
  return stretches;
}

function drawOnset(stream: RandomStream, days: number): Stretch {
  const from = Math.round(days * (0.4 + 0.2 * stream.uniform()));
  return { from, to: from + 14 + Math.floor(stream.uniform() * 29) };
}

function rampOf(onset: Stretch, index: number): number {
  return Math.min(1, Math.max(0, (index - onset.from) / (onset.to - onset.from)));
}

type Strain = ReturnType<typeof drawStrain>;

/** What full strain does to a person. */
function drawStrain(stream: RandomStream) {
  return {
    load: 0.5 + 0.5 * stream.uniform(),
    evening: 0.25 + 0.25 * stream.uniform(),
    rating: 15 + 15 * stream.uniform(),
    wellness: 10 + 15 * stream.uniform(),
    noise: 0.3 + 0.4 * stream.uniform(),
  };
}

function strained(influence: Influence, strain: Strain, ramp: number): Influence {
  return {
    ...influence,
    countFactor: influence.countFactor * (1 + strain.load * ramp),
    eveningChance: influence.eveningChance + strain.evening * ramp,
    weekendLift: ramp,
    dayOffFactor: 1 - ramp,
    ratingOffset: influence.ratingOffset - strain.rating * ramp,
    wellnessOffset: influence.wellnessOffset - strain.wellness * ramp,
    noiseFactor: influence.noiseFactor * (1 + strain.noise * ramp),
  };
}

function drawDrift(stream: RandomStream) {
  const signed = (size: number) => (stream.chance(0.5) ? size : -size) * (0.5 + stream.uniform());
  return { level: signed(0.5), minutes: signed(90), rating: signed(8) };
}

function drifted(
  influence: Influence,
  drift: ReturnType<typeof drawDrift>,
  years: number,
): Influence {
  return {
    ...influence,
    countFactor: influence.countFactor * Math.exp(drift.level * years),
    startShiftMinutes: influence.startShiftMinutes + drift.minutes * years,
    ratingOffset: influence.ratingOffset + drift.rating * years,
  };
}

const SHIFT_CYCLE_DAYS = 8;
/** Minutes by which an early, a late and a night shift differ from the usual start. */
const SHIFTS = [-180, 300, 780] as const;

function onShift(influence: Influence, index: number): Influence {
  const cycle = Math.floor(index / SHIFT_CYCLE_DAYS);
  return {
    ...influence,
    away: index % SHIFT_CYCLE_DAYS >= 6,
    startShiftMinutes: SHIFTS[cycle % SHIFTS.length] ?? 0,
  };
}

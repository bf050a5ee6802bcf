import { BUILT_IN_PRESETS, customaryPreset, type PresetTimes } from "../../../src/domain/preset.ts";
import { PARAMETERS } from "../../../src/models/preset-recommender/parameters.ts";
import { TIMES, timeOf } from "../../../src/models/preset-recommender/situation.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { type Random, seededRandom } from "../../../tests/support/random.ts";

/** A population of people who rate presets differently; ids are permanent, results are kept under them. */
export interface TasteScenario {
  readonly id: string;
  /** Spread of single ratings, in points. */
  readonly noise: number;
  /** Differences between presets, in those that the recommender assumes. */
  readonly differences: number;
  /** Spread of an effect shared by the sessions of one day, in points. */
  readonly mood: number;
  /** Whether people stick to the preset they use most at each time of day, so that clock and preset are confounded. */
  readonly habits: boolean;
  /** Day on which all tastes are drawn anew. */
  readonly turnDay: number;
  /** Instead of normal differences: one preset is this many points worse than the other three. */
  readonly oneBad?: number;
}

const ASSUMED: TasteScenario = {
  id: "as-assumed",
  noise: 14,
  differences: 1,
  mood: 0,
  habits: false,
  turnDay: Number.POSITIVE_INFINITY,
};

export const TASTE_SCENARIOS: readonly TasteScenario[] = [
  ASSUMED,
  { ...ASSUMED, id: "small-differences", differences: 0.5 },
  { ...ASSUMED, id: "large-differences", differences: 2 },
  { ...ASSUMED, id: "noisy-raters", noise: 25, differences: 0.6 },
  { ...ASSUMED, id: "moody-days", mood: 9 },
  { ...ASSUMED, id: "creatures-of-habit", habits: true },
  { ...ASSUMED, id: "changing-tastes", turnDay: 100 },
  { ...ASSUMED, id: "one-bad-preset", oneBad: 12 },
];

export interface Moment {
  readonly day: number;
  readonly hour: number;
  readonly category: number;
  /** 1 for the first session of the day. */
  readonly place: number;
}

interface Effects {
  readonly level: number;
  readonly time: readonly number[];
  readonly order: readonly number[];
  readonly weekend: readonly number[];
  readonly category: readonly number[];
}

const CATEGORIES = 4;

/** Somebody whose true expected ratings are known. */
export class Taster {
  readonly #scenario: TasteScenario;
  readonly #presets: readonly PresetTimes[];
  readonly #random: Random;
  #shared: Effects;
  #own: readonly Effects[];
  readonly #favourite: readonly number[];

  constructor(
    scenario: TasteScenario,
    seed: number,
    presets: readonly PresetTimes[] = BUILT_IN_PRESETS,
  ) {
    this.#scenario = scenario;
    this.#presets = presets;
    this.#random = seededRandom(seed);
    this.#shared = this.#draw(PARAMETERS.shared, 1);
    this.#own = this.#drawOwn();
    this.#favourite = TIMES.map(() => Math.floor(this.#random.uniform() * this.#presets.length));
  }

  get random(): Random {
    return this.#random;
  }

  /** Called when a day begins. */
  wake(dayIndex: number): number {
    if (dayIndex === this.#scenario.turnDay) this.#own = this.#drawOwn();
    return this.#scenario.mood * this.#random.normal();
  }

  /** True expected rating, 0–100, of a preset (index) at a moment. */
  expected(preset: number, moment: Moment): number {
    const own = this.#own[preset];
    const rating = 68 + sumOf(this.#shared, moment) + (own === undefined ? 0 : sumOf(own, moment));
    return Math.min(100, Math.max(0, rating));
  }

  rate(preset: number, moment: Moment, mood: number): number {
    const drawn =
      this.expected(preset, moment) + mood + this.#scenario.noise * this.#random.normal();
    return Math.min(100, Math.max(0, Math.round(drawn)));
  }

  /** The preset that is used without any recommendation. */
  choose(moment: Moment): number {
    const { uniform } = this.#random;
    const habit = this.#favourite[timeOf(moment.hour)] ?? 0;
    const usual = customaryPreset(this.#presets, moment.hour);
    const draw = uniform();
    if (draw < (this.#scenario.habits ? 0.85 : 0.3)) return habit;
    return draw < 0.6 ? usual : Math.floor(uniform() * this.#presets.length);
  }

  moment(day: number, hour: number, place: number): Moment {
    const { uniform } = this.#random;
    return { day, hour, place, category: Math.floor(uniform() * uniform() * CATEGORIES) };
  }

  #drawOwn(): Effects[] {
    const { oneBad, differences } = this.#scenario;
    if (oneBad === undefined)
      return this.#presets.map(() => this.#draw(PARAMETERS.perPreset, differences));
    const bad = Math.floor(this.#random.uniform() * this.#presets.length);
    return this.#presets.map((_, preset) => {
      const nothing = this.#draw(PARAMETERS.perPreset, 0);
      return { ...nothing, level: preset === bad ? -oneBad : 0 };
    });
  }

  /** Draws effects with the spreads the recommender assumes, times `scale`. Times of day are independent here. */
  #draw(spread: (typeof PARAMETERS)["shared" | "perPreset"], scale: number): Effects {
    const unit = this.#scenario.noise * scale;
    const several = (count: number, sd: number) =>
      Array.from({ length: count }, () => sd * unit * this.#random.normal());
    return {
      level: spread.level * unit * this.#random.normal() * (spread === PARAMETERS.shared ? 0.5 : 1),
      time: several(TIMES.length, spread.time),
      order: several(3, spread.order),
      weekend: several(2, spread.weekend),
      category: several(CATEGORIES, spread.category),
    };
  }
}

function sumOf(effects: Effects, moment: Moment): number {
  const weekend = isoWeekday(moment.day) >= 6 ? 1 : 0;
  const order = Math.min(2, Math.floor((moment.place - 1) / 2));
  return (
    effects.level +
    (effects.time[timeOf(moment.hour)] ?? 0) +
    (effects.order[order] ?? 0) +
    (effects.weekend[weekend] ?? 0) +
    (effects.category[moment.category] ?? 0)
  );
}

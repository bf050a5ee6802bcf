/**
 * How good are the recommended presets of a list of one's own, beside the four that are built in? People whose true
 * tastes are known use lists of several lengths, and are asked after so many ratings: points lost per session against
 * the truly best preset by the recommender, by the preset that is customary for the hour, and by chance.
 *
 *     node benchmarks/quality/preset-recommender/own-lists.ts
 */
import { BUILT_IN_PRESETS, customaryPreset, type PresetTimes } from "../../../src/domain/preset.ts";
import { presetRecommender } from "../../../src/models/preset-recommender/preset-recommender.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { learnedSession } from "../../../tests/support/learned-session.ts";
import { type Moment, TASTE_SCENARIOS, Taster } from "./preset-tastes.ts";

const FIRST_DAY = 20_094;
const ASKED_AFTER: readonly number[] = [20, 60, 200, 600];
const QUESTIONS = 4;
const FULL_PEOPLE = 400;

/** Lists of one's own: pairs of work and break as timers offer them. */
const LISTS: Readonly<Record<string, readonly PresetTimes[]>> = {
  "the four built in": BUILT_IN_PRESETS,
  "two of one's own": listOf([25, 50]),
  "four of one's own": listOf([25, 50, 52, 90]),
  "eight of one's own": listOf([15, 20, 25, 30, 45, 50, 60, 90]),
  "twelve of one's own": listOf([10, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 120]),
};

function listOf(minutes: readonly number[]): PresetTimes[] {
  return minutes.map((workMinutes) => ({
    id: `${workMinutes} min`,
    workMinutes,
    breakMinutes: Math.round(workMinutes / 5),
  }));
}

interface ListResult {
  readonly ratings: number;
  /** Points lost per session against the truly best preset. */
  readonly recommender: number;
  readonly customary: number;
  readonly byChance: number;
  /** Mean stated probability that the recommended preset is the best one, and how often it was. */
  readonly confidence: number;
  readonly hits: number;
}

type Sums = Record<Exclude<keyof ListResult, "ratings">, number>;

/** @returns by number of ratings; the same number of people gives the same result */
function measureList(presets: readonly PresetTimes[], people: number): ListResult[] {
  const sums = ASKED_AFTER.map(
    (): Sums => ({ recommender: 0, customary: 0, byChance: 0, confidence: 0, hits: 0 }),
  );
  const [assumed] = TASTE_SCENARIOS;
  if (assumed === undefined) return [];
  for (let person = 0; person < people; person += 1) {
    live(new Taster(assumed, 1000 + person, presets), presets, sums);
  }
  const asked = people * QUESTIONS;
  return sums.map((all, index) => ({
    ratings: ASKED_AFTER[index] ?? 0,
    recommender: all.recommender / asked,
    customary: all.customary / asked,
    byChance: all.byChance / asked,
    confidence: all.confidence / asked,
    hits: all.hits / asked,
  }));
}

/** Sessions are chosen by the person, not as recommended. */
function live(taster: Taster, presets: readonly PresetTimes[], sums: readonly Sums[]): void {
  const state = presetRecommender.empty(presets);
  const { uniform } = taster.random;
  let ratings = 0;
  for (let dayIndex = 0; ratings <= (ASKED_AFTER.at(-1) ?? 0); dayIndex += 1) {
    const day = FIRST_DAY + dayIndex;
    const mood = taster.wake(dayIndex);
    let hour = 6 + Math.floor(uniform() * 6);
    for (let place = 1; hour < 24 && uniform() < 0.85; place += 1) {
      const tally = sums[ASKED_AFTER.indexOf(ratings)];
      for (let question = 0; tally !== undefined && question < QUESTIONS; question += 1) {
        const moment = taster.moment(
          day,
          7 + Math.floor(uniform() * 16),
          1 + Math.floor(uniform() * 6),
        );
        ask(taster, state, presets, moment, tally);
      }
      const moment = taster.moment(day, hour, place);
      const preset = taster.choose(moment);
      presetRecommender.learnInto(
        state,
        learnedSession({
          day,
          startHour: hour,
          preset: presets[preset]?.id ?? "",
          category: `category ${moment.category}`,
          rating: taster.rate(preset, moment, mood),
        }),
      );
      ratings += 1;
      hour += 1 + Math.floor(uniform() * 3);
    }
  }
}

function ask(
  taster: Taster,
  state: ReturnType<typeof presetRecommender.empty>,
  presets: readonly PresetTimes[],
  moment: Moment,
  sums: Sums,
): void {
  const { day, hour, place, category } = moment;
  const advanced = structuredClone(state);
  presetRecommender.advance(advanced, day);
  const { value } = presetRecommender.predict(advanced, {
    asked: { day, minute: hour * 60, wallHour: hour },
    isoWeekday: isoWeekday(day),
    category: `category ${category}`,
    orderInDay: place,
  });
  const truth = presets.map((_, preset) => taster.expected(preset, moment));
  const best = Math.max(...truth);
  const recommended = truth[presets.findIndex(({ id }) => id === value.preset)] ?? 0;
  sums.recommender += best - recommended;
  sums.customary += best - (truth[customaryPreset(presets, hour)] ?? 0);
  sums.byChance += best - truth.reduce((sum, one) => sum + one, 0) / truth.length;
  sums.confidence += value.probabilities[value.preset] ?? 0;
  sums.hits += recommended === best ? 1 : 0;
}

if (import.meta.main) {
  console.log(
    "| list | ratings | recommender | customary | by chance | stated confidence | right |",
  );
  console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const [name, presets] of Object.entries(LISTS)) {
    for (const result of measureList(presets, FULL_PEOPLE)) {
      const { ratings, recommender, customary, byChance, confidence, hits } = result;
      const figures = [recommender, customary, byChance, confidence, hits];
      console.log(
        `| ${[name, ratings, ...figures.map((figure) => figure.toFixed(2))].join(" | ")} |`,
      );
    }
  }
}

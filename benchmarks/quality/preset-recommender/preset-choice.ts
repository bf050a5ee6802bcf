/**
 * How good are the recommended presets, against people whose true tastes are known? For each scenario and number of
 * ratings: the points lost per session against the truly best preset (regret) by the recommender, by the rule of the
 * former service (weighted means) and by simpler rules; and whether its confidence comes true.
 *
 *     node benchmarks/quality/preset-recommender/preset-choice.ts
 */

import { PRESETS } from "../../../src/domain/session.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import { presetRecommender } from "../../../src/models/preset-recommender/preset-recommender.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { type Moment, TASTE_SCENARIOS, Taster, type TasteScenario } from "./preset-tastes.ts";
import { usualPreset } from "./usual-preset.ts";
import { WeightedMeansRule } from "./weighted-means-rule.ts";

const FIRST_DAY = 20_094;
export const ASKED_AFTER: readonly number[] = [5, 20, 60, 200, 600];
/** Questions asked of each person at each of these points, about random situations of the day. */
const QUESTIONS = 4;
const RULES = ["recommender", "weightedMeans", "bestMean", "mostUsed", "usual"] as const;
type Rule = (typeof RULES)[number];

export interface ChoiceResult {
  readonly ratings: number;
  /** Mean points lost against the truly best preset, by rule. */
  readonly regret: Readonly<Record<Rule, number>>;
  /** Mean stated probability that the recommended preset is the best one, and how often it was. */
  readonly confidence: number;
  readonly hits: number;
  /** Mean absolute difference of the two over ten bins of confidence, weighted by their size. */
  readonly calibrationError: number;
}

interface Tally {
  asked: number;
  readonly regret: Record<Rule, number>;
  confidence: number;
  hits: number;
  readonly bins: { count: number; confidence: number; hits: number }[];
}

function emptyTally(): Tally {
  return {
    asked: 0,
    regret: { recommender: 0, weightedMeans: 0, bestMean: 0, mostUsed: 0, usual: 0 },
    confidence: 0,
    hits: 0,
    bins: Array.from({ length: 10 }, () => ({ count: 0, confidence: 0, hits: 0 })),
  };
}

/** @param people how many histories to draw; the same number gives the same result */
export function measurePresetChoice(scenario: TasteScenario, people: number): ChoiceResult[] {
  const tallies = ASKED_AFTER.map(emptyTally);
  for (let person = 0; person < people; person += 1) {
    livePerson(new Taster(scenario, 1000 + person), tallies);
  }
  return tallies.map((tally, index) => ({
    ratings: ASKED_AFTER[index] ?? 0,
    regret: {
      recommender: tally.regret.recommender / tally.asked,
      weightedMeans: tally.regret.weightedMeans / tally.asked,
      bestMean: tally.regret.bestMean / tally.asked,
      mostUsed: tally.regret.mostUsed / tally.asked,
      usual: tally.regret.usual / tally.asked,
    },
    confidence: tally.confidence / tally.asked,
    hits: tally.hits / tally.asked,
    calibrationError:
      tally.bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.hits), 0) / tally.asked,
  }));
}

/** Lives until the last question is asked; sessions are chosen by the person, not by any rule. */
function livePerson(taster: Taster, tallies: readonly Tally[]): void {
  const state = presetRecommender.empty();
  const rule = new WeightedMeansRule();
  let ratings = 0;
  for (let dayIndex = 0; ratings < (ASKED_AFTER.at(-1) ?? 0); dayIndex += 1) {
    const day = FIRST_DAY + dayIndex;
    const mood = taster.wake(dayIndex);
    let hour = 6 + Math.floor(taster.random.uniform() * 6);
    for (let place = 1; hour < 24 && taster.random.uniform() < 0.85; place += 1) {
      const moment = taster.moment(day, hour, place);
      const tally = tallies[ASKED_AFTER.indexOf(ratings)];
      if (tally !== undefined) {
        const asked = structuredClone(state);
        presetRecommender.advance(asked, day);
        for (let question = 0; question < QUESTIONS; question += 1) {
          const askedHour = 7 + Math.floor(taster.random.uniform() * 16);
          const asPlace = 1 + Math.floor(taster.random.uniform() * 6);
          askAll(taster, asked, rule, taster.moment(day, askedHour, asPlace), tally);
        }
      }
      const preset = taster.choose(moment);
      const session = sessionAt(moment, preset, taster.rate(preset, moment, mood), ratings);
      presetRecommender.learnInto(state, session);
      rule.learn(session);
      ratings += 1;
      hour += 1 + Math.floor(taster.random.uniform() * 3);
    }
  }
}

export function sessionAt(
  moment: Moment,
  preset: number,
  rating: number,
  number: number,
): LearnedSession {
  const startMinute = moment.hour * 60;
  return {
    id: String(number),
    startedAtMs: moment.day * 86_400_000 + startMinute * 60_000,
    day: moment.day,
    startMinute,
    knownMinute: startMinute + 25,
    startHour: moment.hour,
    durationMinutes: 25,
    preset: PRESETS[preset] ?? "deep_work",
    category: `category ${moment.category}`,
    rating,
    completed: true,
  };
}

const IDS: readonly string[] = PRESETS;

/** @param state that has advanced to the day of the question */
function askAll(
  taster: Taster,
  state: ReturnType<typeof presetRecommender.empty>,
  rule: WeightedMeansRule,
  moment: Moment,
  tally: Tally,
): void {
  const { day, hour, place } = moment;
  const category = `category ${moment.category}`;
  const { value } = presetRecommender.predict(state, {
    asked: { day, minute: hour * 60, wallHour: hour },
    isoWeekday: isoWeekday(day),
    category,
    orderInDay: place,
  });
  const confidence = value.probabilities[value.preset] ?? 0;
  const truth = PRESETS.map((_, preset) => taster.expected(preset, moment));
  const best = Math.max(...truth);
  const chosen: Record<Rule, string> = {
    recommender: value.preset,
    weightedMeans: rule.recommend(hour, category),
    bestMean: rule.bestMean(),
    mostUsed: rule.mostUsed(),
    usual: usualPreset(hour),
  };
  for (const name of RULES) {
    const preset = IDS.indexOf(chosen[name]);
    tally.regret[name] += best - (truth[preset] ?? 0);
  }
  const hit = truth[IDS.indexOf(value.preset)] === best ? 1 : 0;
  tally.asked += 1;
  tally.confidence += confidence;
  tally.hits += hit;
  const bin = tally.bins[Math.min(9, Math.floor(confidence * 10))];
  if (bin === undefined) return;
  bin.count += 1;
  bin.confidence += confidence;
  bin.hits += hit;
}

if (import.meta.main) {
  for (const scenario of TASTE_SCENARIOS) {
    console.log(`\n${scenario.id}`);
    console.log(
      "| ratings | recommender | weighted means | best mean | most used | usual | confidence | right | calibration error |",
    );
    console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (const result of measurePresetChoice(scenario, 1500)) {
      const { regret, confidence, hits, calibrationError } = result;
      const cells = [...RULES.map((rule) => regret[rule].toFixed(2)), confidence.toFixed(2)];
      cells.push(hits.toFixed(2), calibrationError.toFixed(3));
      console.log(`| ${result.ratings} | ${cells.join(" | ")} |`);
    }
  }
}

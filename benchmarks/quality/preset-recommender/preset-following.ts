/**
 * What is lost by people who follow the recommendation? Each rule decides the presets of its own copy of a person, and so
 * what it gets to know. Points lost per session against the truly best preset.
 *
 *     node benchmarks/quality/preset-recommender/preset-following.ts
 */

import { PRESETS } from "../../../src/domain/session.ts";
import { explorePreset } from "../../../src/models/preset-recommender/exploration.ts";
import { presetRecommender } from "../../../src/models/preset-recommender/preset-recommender.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { sessionAt } from "./preset-choice.ts";
import { type Moment, TASTE_SCENARIOS, Taster, type TasteScenario } from "./preset-tastes.ts";
import { usualPreset } from "./usual-preset.ts";
import { WeightedMeansRule } from "./weighted-means-rule.ts";

const FIRST_DAY = 20_094;
const SESSIONS = 400;

export const FOLLOWED = ["recommender", "exploring", "weightedMeans", "usual"] as const;
export type Followed = (typeof FOLLOWED)[number];

/** @returns mean points lost per session over each history's first 400 sessions */
export function measureFollowing(
  scenario: TasteScenario,
  followed: Followed,
  people: number,
): number {
  let lost = 0;
  for (let person = 0; person < people; person += 1) {
    lost += livePerson(new Taster(scenario, 1000 + person), followed);
  }
  return lost / people / SESSIONS;
}

const IDS: readonly string[] = PRESETS;

function livePerson(taster: Taster, followed: Followed): number {
  const state = presetRecommender.empty();
  const rule = new WeightedMeansRule();
  let lost = 0;
  let sessions = 0;
  for (let dayIndex = 0; sessions < SESSIONS; dayIndex += 1) {
    const day = FIRST_DAY + dayIndex;
    const mood = taster.wake(dayIndex);
    presetRecommender.advance(state, day);
    for (let place = 1, hour = 8; place <= 5; place += 1, hour += 2) {
      const moment = taster.moment(day, hour, place);
      const preset = IDS.indexOf(choose(followed, state, rule, moment, taster));
      const truth = PRESETS.map((_, index) => taster.expected(index, moment));
      lost += Math.max(...truth) - (truth[preset] ?? 0);
      const session = sessionAt(moment, preset, taster.rate(preset, moment, mood), sessions);
      presetRecommender.learnInto(state, session);
      rule.learn(session);
      sessions += 1;
    }
  }
  return lost;
}

function choose(
  followed: Followed,
  state: ReturnType<typeof presetRecommender.empty>,
  rule: WeightedMeansRule,
  moment: Moment,
  taster: Taster,
): string {
  const { day, hour, place } = moment;
  const category = `category ${moment.category}`;
  if (followed === "usual") return usualPreset(hour);
  if (followed === "weightedMeans") return rule.recommend(hour, category);
  const { value } = presetRecommender.predict(state, {
    asked: { day, minute: hour * 60, wallHour: hour },
    isoWeekday: isoWeekday(day),
    category,
    orderInDay: place,
  });
  if (followed === "recommender") return value.preset;
  return explorePreset(value.probabilities, taster.random.uniform()).preset;
}

if (import.meta.main) {
  console.log(`| scenario | ${FOLLOWED.join(" | ")} |`);
  console.log(`| --- |${" ---: |".repeat(FOLLOWED.length)}`);
  for (const scenario of TASTE_SCENARIOS) {
    const lost = FOLLOWED.map((followed) => measureFollowing(scenario, followed, 150).toFixed(2));
    console.log(`| ${scenario.id} | ${lost.join(" | ")} |`);
  }
}

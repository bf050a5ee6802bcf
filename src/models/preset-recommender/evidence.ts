import { packedIndex } from "../../stats/packed-cholesky.ts";
import type { GroupEvidence } from "../../stats/two-level-regression.ts";
import { CATEGORY, FIRST_ORDER, FIRST_TIME, FIRST_WEEKEND, LEVEL } from "./effect-prior.ts";
import { PARAMETERS } from "./parameters.ts";
import {
  ORDERS,
  orderOfSituation,
  SITUATIONS,
  situationIndex,
  TIMES,
  timeOfSituation,
  WEEKENDS,
  weekendOfSituation,
} from "./situation.ts";
import { categoryCells, type PresetRecommenderState } from "./state.ts";

export interface EvidenceRequest {
  /** Index among the listed presets. */
  readonly preset: number;
  /** Index of the customary preset of each time of day, among those the person works with. */
  readonly usual: readonly number[];
  /** What one session of the asked day weighs; evidence is counted in such sessions. */
  readonly fresh: number;
  /** Head start of the usual preset of a time of day, in points. */
  readonly lead: number;
  /** Row of the asked category; −1 when there is none or nothing is known of it. */
  readonly categoryRow: number;
}

/** Head start of a preset at a time of day, in points: the mean its own effects are shrunk towards. */
export function leadOf(
  { preset, usual, lead }: Pick<EvidenceRequest, "preset" | "usual" | "lead">,
  time: number,
): number {
  return usual[time] === preset ? lead : 0;
}

/**
 * Adds up what the ratings of one preset say about the effects, relative to what would be expected of anybody
 * (the population mean and the usual preset's lead).
 */
export function gatherEvidence(
  evidence: GroupEvidence,
  state: PresetRecommenderState,
  request: EvidenceRequest,
): void {
  const { preset, fresh, categoryRow } = request;
  const { gram, target } = evidence;
  for (let situation = 0; situation < SITUATIONS; situation += 1) {
    const cell = preset * SITUATIONS + situation;
    const cellWeight = state.cellWeight[cell] ?? 0;
    if (cellWeight === 0) continue;
    const expected = PARAMETERS.populationMean + leadOf(request, timeOfSituation(situation));
    const weight = cellWeight / fresh;
    const pull = (state.cellTenths[cell] ?? 0) / (10 * fresh) - expected * weight;
    addCell(gram, target, situation, weight, pull);
  }
  if (categoryRow >= 0) addCategory(evidence, state, request);
}

function addCell(
  gram: Float64Array,
  target: Float64Array,
  situation: number,
  weight: number,
  pull: number,
): void {
  const t = FIRST_TIME + timeOfSituation(situation);
  const o = FIRST_ORDER + orderOfSituation(situation);
  const w = FIRST_WEEKEND + weekendOfSituation(situation);
  addTo(gram, packedIndex(LEVEL, LEVEL), weight);
  addTo(gram, packedIndex(t, LEVEL), weight);
  addTo(gram, packedIndex(t, t), weight);
  addTo(gram, packedIndex(o, LEVEL), weight);
  addTo(gram, packedIndex(o, t), weight);
  addTo(gram, packedIndex(o, o), weight);
  addTo(gram, packedIndex(w, LEVEL), weight);
  addTo(gram, packedIndex(w, t), weight);
  addTo(gram, packedIndex(w, o), weight);
  addTo(gram, packedIndex(w, w), weight);
  addTo(target, LEVEL, pull);
  addTo(target, t, pull);
  addTo(target, o, pull);
  addTo(target, w, pull);
}

/**
 * Adds the asked category's sessions of a preset. Kept of them is how many there were at each time of day;
 * within that, places in the day and weekends are taken to be as usual for the preset and the time.
 */
function addCategory(
  evidence: GroupEvidence,
  state: PresetRecommenderState,
  request: EvidenceRequest,
): void {
  const { preset, fresh, categoryRow } = request;
  const { gram, target } = evidence;
  const { ratedWeight, ratedTenths } = state.categories;
  const firstCell = categoryRow * categoryCells(state) + preset * TIMES.length;
  const row = packedIndex(CATEGORY, 0);
  for (let time = 0; time < TIMES.length; time += 1) {
    const inCategory = ratedWeight[firstCell + time] ?? 0;
    const all = weightAt(state, preset, time);
    if (inCategory === 0 || all === 0) continue;
    const share = Math.min(1, inCategory / all);
    for (let within = 0; within < ORDERS * WEEKENDS; within += 1) {
      const situation = situationIndex(time, 0, 0) + within;
      const weight = (share * (state.cellWeight[preset * SITUATIONS + situation] ?? 0)) / fresh;
      addTo(gram, row + LEVEL, weight);
      addTo(gram, row + FIRST_TIME + time, weight);
      addTo(gram, row + FIRST_ORDER + orderOfSituation(situation), weight);
      addTo(gram, row + FIRST_WEEKEND + weekendOfSituation(situation), weight);
      addTo(gram, row + CATEGORY, weight);
    }
    const expected = PARAMETERS.populationMean + leadOf(request, time);
    const sum = (ratedTenths[firstCell + time] ?? 0) / (10 * fresh);
    addTo(target, CATEGORY, sum - (expected * inCategory) / fresh);
  }
}

/** Weight of a preset's rated sessions at a time of day. */
function weightAt(state: PresetRecommenderState, preset: number, time: number): number {
  const first = preset * SITUATIONS + situationIndex(time, 0, 0);
  let all = 0;
  for (let cell = first; cell < first + ORDERS * WEEKENDS; cell += 1) {
    all += state.cellWeight[cell] ?? 0;
  }
  return all;
}

function addTo(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] ?? 0) + amount;
}

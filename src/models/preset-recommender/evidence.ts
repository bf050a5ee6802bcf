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
  /** Index of the customary preset of each time of day, among the presets that the person works with. */
  readonly usual: readonly number[];
  /** Weight of one session on the day of the query; evidence is counted in such sessions. */
  readonly fresh: number;
  /** Prior advantage of the usual preset of a time of day, in points. */
  readonly lead: number;
  /** Row of the queried category; −1 when none is given or nothing is known of it. */
  readonly categoryRow: number;
}

/** Prior mean of a preset's own effects at a time of day, in points. */
export function leadOf(
  { preset, usual, lead }: Pick<EvidenceRequest, "preset" | "usual" | "lead">,
  time: number,
): number {
  return usual[time] === preset ? lead : 0;
}

/**
 * Sums the evidence of one preset's ratings about the effects, relative to the prior expectation (the population mean
 * and the usual preset's advantage).
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
 * Adds a preset's sessions in the queried category. Only their number at each time of day is stored; their places in
 * the day and weekends are assumed to be distributed as usual for that preset and time.
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

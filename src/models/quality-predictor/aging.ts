import type { EpochDay } from "../../time/calendar.ts";
import { QUALITY_PARAMETERS } from "./parameters.ts";
import type { MeanCells, QualityState } from "./state.ts";

/** After this many halvings nothing is left of a weight. */
const MAX_HALVINGS = 64;

/** Smallest weight of a cell that is kept. */
const CELL_GRAIN = 1 / 8;

/** Advances the state to a later day: resets the day's counters and ages old sessions. */
export function advanceQuality(state: QualityState, day: EpochDay): void {
  if (state.day === null) {
    state.day = day;
    return;
  }
  if (day <= state.day) return;
  // The factor is an exact power of two, so the result does not depend on the number of steps.
  state.todayForm *= QUALITY_PARAMETERS.todayOvernight ** (day - state.day);
  state.day = day;
  state.today = 0;
  state.lastEnd = -1;
  if (state.sessions > 0) age(state, day);
}

function age(state: QualityState, day: EpochDay): void {
  const { halvingDays } = QUALITY_PARAMETERS;
  const halvings = Math.floor((day - state.agedOn) / halvingDays);
  if (halvings <= 0) return;
  state.agedOn += halvings * halvingDays;
  for (let step = Math.min(halvings, MAX_HALVINGS); step > 0; step -= 1) {
    halveWhole(state.gram);
    halveWhole(state.moments);
    halveCells(state.hours);
    halveCells(state.presetParts);
    halveCells(state.categoryParts);
    halveCells(state.places);
    halvePairs(state.presetOutcomes);
    halvePairs(state.partOutcomes);
    halvePairs(state.placeOutcomes);
  }
}

function halveWhole(sums: number[]): void {
  // `+ 0` turns -0 into 0, because JSON does not preserve -0.
  for (let i = 0; i < sums.length; i += 1) sums[i] = Math.trunc((sums[i] ?? 0) / 2) + 0;
}

/** Halves the weight of each cell and keeps its mean. */
function halveCells(cells: MeanCells): void {
  for (let i = 0; i < cells.length; i += 2) {
    const count = cells[i] ?? 0;
    if (count === 0) continue;
    const kept = Math.floor(count / 2 / CELL_GRAIN) * CELL_GRAIN;
    cells[i + 1] = Math.round(((cells[i + 1] ?? 0) / count) * kept);
    cells[i] = kept;
  }
}

function halvePairs(pairs: number[]): void {
  for (let i = 0; i < pairs.length; i += 1) {
    pairs[i] = Math.floor((pairs[i] ?? 0) / 2 / CELL_GRAIN) * CELL_GRAIN;
  }
}

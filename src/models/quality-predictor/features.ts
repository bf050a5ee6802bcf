import { PRESET_LIMITS } from "../../domain/preset.ts";

/**
 * Inputs of the regression: one sparse row per session. All values are small whole numbers, so that the sums of
 * products are whole, exact and short in JSON.
 */

/** Columns of the regression, by group; `start` inclusive, `end` exclusive. */
export const COLUMNS = {
  intercept: { start: 0, end: 1 },
  hour: { start: 1, end: 5 },
  day: { start: 5, end: 12 },
  preset: { start: 12, end: 17 },
  category: { start: 17, end: 25 },
  fatigue: { start: 25, end: 27 },
  recovery: { start: 27, end: 30 },
  wellness: { start: 30, end: 31 },
  form: { start: 31, end: 33 },
  abandoned: { start: 33, end: 34 },
} as const;

/** Number of columns with four presets; each further preset adds a column at the end. */
export const WIDTH = 34;

const FIRST_PRESETS = COLUMNS.preset.end - COLUMNS.preset.start;

/** Number of columns for a number of preset groups. */
export function widthFor(presetGroups: number): number {
  return WIDTH + Math.max(0, presetGroups - FIRST_PRESETS);
}

export const MAX_WIDTH = widthFor(PRESET_LIMITS.presets + 1);

/** Column of a preset group. */
function presetColumn(group: number): number {
  return group < FIRST_PRESETS ? COLUMNS.preset.start + group : widthFor(group + 1) - 1;
}

/** Columns of a feature group in a row of the given width. */
export function columnsOf(name: keyof typeof COLUMNS, width: number): readonly number[] {
  const { start, end } = COLUMNS[name];
  const columns = Array.from({ length: end - start }, (_, index) => start + index);
  if (name !== "preset") return columns;
  return [...columns, ...Array.from({ length: width - WIDTH }, (_, index) => WIDTH + index)];
}

/** Number of categories with a column of their own; the others share the last one. */
export const CATEGORY_SLOTS = COLUMNS.category.end - COLUMNS.category.start - 1;

/** Amplitude of the stored cosines. Whole numbers of this size still give a smooth curve. */
const WAVE_SIZE = 8;

/** Four values per hour: first and second harmonic of the day, at the middle of the hour. */
const WAVES: readonly number[] = Array.from({ length: 24 }, (_, hour) => {
  const angle = (2 * Math.PI * (hour + 0.5)) / 24;
  return [Math.cos(angle), Math.sin(angle), Math.cos(2 * angle), Math.sin(2 * angle)].map(
    // `+ 0` turns -0 into 0, because JSON does not preserve -0.
    (wave) => Math.round(WAVE_SIZE * wave) + 0,
  );
}).flat();

/** Sessions beyond this many earlier ones on a day have no further effect. */
const MAX_ORDER = 8;
/** Wellness with a feature value of 0. */
const WELLNESS_CENTRE = 65;
/** Points of wellness per unit of the feature. */
const WELLNESS_STEP = 5;
/** Bound of a form, in points. */
const MAX_FORM = 50;

/** The situation of one session, as far as known. */
export interface Situation {
  /** Wall-clock hour of the start, 0–23. */
  readonly hour: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** Group of the preset. */
  readonly preset: number;
  /** Column among the category columns; null when unknown. */
  readonly category: number | null;
  /** Completed sessions earlier that day. */
  readonly sessionsBefore: number;
  /** Minutes since the previous session of the day ended; null without one, or when unknown. */
  readonly restMinutes: number | null;
  /** 0–100, or null without a check-in. */
  readonly wellness: number | null;
  /** How far today's ratings were above (+) or below (−) their expectation, in points. */
  readonly today: number;
  /** How far the latest ratings were above (+) or below (−) their expectation, in points. */
  readonly lately: number;
  /** Known only afterwards. Forecasts assume a completed session. */
  readonly abandoned: boolean;
}

/** A sparse row of the regression: `length` pairs of column (ascending) and value. */
export interface SparseRow {
  readonly columns: Int32Array;
  readonly values: Float64Array;
  length: number;
}

export function emptyRow(): SparseRow {
  return { columns: new Int32Array(MAX_WIDTH), values: new Float64Array(MAX_WIDTH), length: 0 };
}

/** 0 for less than five minutes, 1 for less than 15 minutes, 2 for up to an hour; null for longer or unknown rests. */
export function restBand(restMinutes: number | null): number | null {
  if (restMinutes === null) return null;
  if (restMinutes < 5) return 0;
  if (restMinutes < 15) return 1;
  return restMinutes <= 60 ? 2 : null;
}

/** Writes the situation's row into `row`: columns ascending, zeros omitted. */
export function fillRow(row: SparseRow, situation: Situation): void {
  row.length = 0;
  put(row, COLUMNS.intercept.start, 1);
  for (let wave = 0; wave < 4; wave += 1) {
    put(row, COLUMNS.hour.start + wave, WAVES[situation.hour * 4 + wave] ?? 0);
  }
  put(row, COLUMNS.day.start + situation.weekday - 1, 1);
  const preset = presetColumn(situation.preset);
  if (preset < WIDTH) put(row, preset, 1);
  if (situation.category !== null) put(row, COLUMNS.category.start + situation.category, 1);
  put(row, COLUMNS.fatigue.start, Math.min(situation.sessionsBefore, MAX_ORDER));
  put(row, COLUMNS.fatigue.start + 1, situation.sessionsBefore === 0 ? 1 : 0);
  const band = restBand(situation.restMinutes);
  if (band !== null) put(row, COLUMNS.recovery.start + band, 1);
  put(row, COLUMNS.wellness.start, wellnessStep(situation.wellness));
  put(row, COLUMNS.form.start, formStep(situation.today));
  put(row, COLUMNS.form.start + 1, formStep(situation.lately));
  put(row, COLUMNS.abandoned.start, situation.abandoned ? 1 : 0);
  if (preset >= WIDTH) put(row, preset, 1);
}

function wellnessStep(wellness: number | null): number {
  return wellness === null ? 0 : Math.round((wellness - WELLNESS_CENTRE) / WELLNESS_STEP);
}

function formStep(form: number): number {
  return Math.round(Math.max(-MAX_FORM, Math.min(MAX_FORM, form))) + 0;
}

function put(row: SparseRow, column: number, value: number): void {
  if (value === 0) return;
  row.columns[row.length] = column;
  row.values[row.length] = value;
  row.length += 1;
}

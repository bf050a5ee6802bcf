import { PRESET_LIMITS } from "../../../domain/preset.ts";
import type { FieldProblem } from "../../../errors.ts";
import type { PresetInList } from "../../../schemas/preset.ts";
import type { FormFields } from "./form-fields.ts";
import { numberOrText } from "./settings-form.ts";

/** The fields of a preset, as the person typed them. */
export interface PresetRow {
  readonly id: string;
  readonly name: string;
  readonly work: string;
  readonly rest: string;
  /** Whether its box for removal is checked. */
  readonly isRemoved: boolean;
}

export function rowsOf(presets: readonly PresetInList[]): PresetRow[] {
  return presets.map(({ id, name, work_minutes, break_minutes }) => ({
    ...{ id, name, work: String(work_minutes), rest: String(break_minutes), isRemoved: false },
  }));
}

/** Reads the rows of the form, without blank ones. */
export function readPresetRows(fields: FormFields): PresetRow[] {
  const [names, work, rest] = ["name", "work", "break"].map((part) => fields.all(`preset_${part}`));
  const removed = new Set(fields.all("preset_removed"));
  return fields
    .all("preset_id")
    .map((id, row) => ({
      ...{ id, name: names?.[row] ?? "", work: work?.[row] ?? "", rest: rest?.[row] ?? "" },
      isRemoved: removed.has(String(row)),
    }))
    .filter((row) => [row.id, row.name, row.work, row.rest].some((text) => text !== ""))
    .slice(0, 2 * PRESET_LIMITS.presets);
}

/** The list of presets that a form describes; `null`, which resets the choice, without rows. */
export function presetListOf(rows: readonly PresetRow[]): unknown[] | null {
  const kept = rows.filter(({ isRemoved }) => !isRemoved);
  if (kept.length === 0) return null;
  return kept.map(({ id, name, work, rest }) => ({
    ...{ id, name },
    ...(work !== "" && { work_minutes: numberOrText(work) }),
    ...(rest !== "" && { break_minutes: numberOrText(rest) }),
  }));
}

/** Translates problems of list members into problems of the rows that represent them. */
export function problemsOfRows(
  problems: readonly FieldProblem[],
  rows: readonly PresetRow[],
): FieldProblem[] {
  const places = rows.flatMap(({ isRemoved }, row) => (isRemoved ? [] : [row]));
  return problems.map((problem) => {
    const field = problem.field.replace(
      /^presets\[(\d+)\]/,
      (_whole, index) => `presets[${places[Number(index)]}]`,
    );
    return { ...problem, field };
  });
}

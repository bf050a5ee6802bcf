import { isPresetId, PRESET_LIMITS, type PresetOption } from "../../domain/preset.ts";
import type { FieldProblem } from "../../errors.ts";
import type { PresetInList } from "../../schemas/preset.ts";
import { readName } from "../../sessions/input/field-readers.ts";

/**
 * Reads a list of presets and normalises ids and names. Faults are added to `problems`. Ranges are checked here too,
 * because the command line has no schema validation.
 */
export function readPresetList(
  list: readonly PresetInList[],
  problems: FieldProblem[],
): PresetOption[] {
  const { presets: limit, workMinutes, breakMinutes } = PRESET_LIMITS;
  if (list.length > limit) {
    problems.push({ field: "presets", code: "max_items", params: { limit } });
    return [];
  }
  const ids = new Set<string>();
  return list.map((preset, index) => {
    const field = `presets[${index}]`;
    const id = readLabel(preset.id, `${field}.id`, problems);
    if (id !== "" && !isPresetId(id)) problems.push({ field: `${field}.id`, code: "preset_id" });
    if (id !== "" && ids.has(id)) problems.push({ field: `${field}.id`, code: "repeated" });
    ids.add(id);
    checkRange(preset.work_minutes, `${field}.work_minutes`, 1, workMinutes, problems);
    checkRange(preset.break_minutes, `${field}.break_minutes`, 0, breakMinutes, problems);
    return {
      id,
      name: readLabel(preset.name, `${field}.name`, problems),
      workMinutes: preset.work_minutes,
      breakMinutes: preset.break_minutes,
    };
  });
}

/** An empty string when it is invalid. */
function readLabel(text: string, field: string, problems: FieldProblem[]): string {
  const before = problems.length;
  const label = readName(text, field, PRESET_LIMITS.characters, problems);
  if (label === undefined && problems.length === before) problems.push({ field, code: "required" });
  return label ?? "";
}

function checkRange(
  minutes: number,
  field: string,
  least: number,
  most: number,
  problems: FieldProblem[],
): void {
  if (minutes < least) problems.push({ field, code: "minimum", params: { limit: least } });
  if (minutes > most) problems.push({ field, code: "maximum", params: { limit: most } });
}

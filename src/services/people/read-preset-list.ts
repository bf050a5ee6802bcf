import { isPresetId, PRESET_LIMITS, type PresetOption } from "../../domain/preset.ts";
import type { FieldProblem } from "../../errors.ts";
import type { PresetInList } from "../../schemas/preset.ts";
import { readName } from "../../sessions/input/field-readers.ts";

/**
 * The presets of a list, ids and names in their one spelling; what is wrong is added to `problems`. Ranges are
 * checked here too: the command line has no schema before it.
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

/** Empty when something is wrong with it. */
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

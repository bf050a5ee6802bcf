import { PRESET_LIMITS, type PresetOption, presetOptionOf } from "../domain/preset.ts";
import { listOf } from "./json-list.ts";

/** A person's stored presets; null without a valid one. */
export function readPresets(json: string | null): PresetOption[] | null {
  const ids = new Set<string>();
  const presets = listOf(json, presetOptionOf)?.filter(({ id }) => {
    const isNew = !ids.has(id);
    ids.add(id);
    return isNew;
  });
  if (presets === undefined || presets.length === 0) return null;
  return presets.slice(0, PRESET_LIMITS.presets);
}

import { BUILT_IN_PRESETS, customaryPreset } from "../../../src/domain/preset.ts";
import { PRESETS, type Preset } from "../../../src/domain/session.ts";

/** The built-in preset that is customary at an hour, 0–23. */
export function usualPreset(hour: number): Preset {
  return PRESETS[customaryPreset(BUILT_IN_PRESETS, hour)] ?? PRESETS[0];
}

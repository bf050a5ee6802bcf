import { BUILT_IN_PRESETS, customaryPreset } from "../../src/domain/preset.ts";

/** Of the built-in presets those that are customary at hours 0–23: what is recommended to people nothing is known of. */
export const CUSTOMARY_PRESETS: readonly string[] = Array.from(
  { length: 24 },
  (_, hour) => BUILT_IN_PRESETS[customaryPreset(BUILT_IN_PRESETS, hour)]?.id ?? "",
);

/**
 * Group of presets that are not listed. The first four listed presets come before it and the others after it, so that
 * the regression of four presets keeps its columns.
 */
export const OTHER_PRESET = 4;

/** Index of a preset's group. */
export function presetGroup(listed: readonly string[], preset: string): number {
  const index = listed.indexOf(preset);
  if (index < 0) return OTHER_PRESET;
  return index < OTHER_PRESET ? index : index + 1;
}

/** Number of groups; the same for any list of up to four presets. */
export function presetGroups(listed: readonly string[]): number {
  return Math.max(OTHER_PRESET, listed.length) + 1;
}

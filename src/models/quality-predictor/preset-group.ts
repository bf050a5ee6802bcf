/**
 * The group of each preset: the first four listed ones, then one for all that are not listed, then the other listed
 * ones. So the regression of four presets has the columns that it always had.
 */
export const OTHER_PRESET = 4;

/** Index of a preset's group. */
export function presetGroup(listed: readonly string[], preset: string): number {
  const index = listed.indexOf(preset);
  if (index < 0) return OTHER_PRESET;
  return index < OTHER_PRESET ? index : index + 1;
}

/** How many groups there are, those of fewer than four presets included. */
export function presetGroups(listed: readonly string[]): number {
  return Math.max(OTHER_PRESET, listed.length) + 1;
}

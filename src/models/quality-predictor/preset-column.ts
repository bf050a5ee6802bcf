import { PRESETS } from "../../domain/session.ts";

const KNOWN: readonly string[] = PRESETS;

/** Index among the known presets; any other preset shares the column after them. */
export function presetColumn(preset: string): number {
  const index = KNOWN.indexOf(preset);
  return index < 0 ? KNOWN.length : index;
}

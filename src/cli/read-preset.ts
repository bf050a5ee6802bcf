import type { PresetInList } from "../schemas/preset.ts";
import { UsageError } from "./command-errors.ts";

const MINUTES = /^(\d{1,4})\/(\d{1,4})$/;

/** Reads a preset in the form of the option: `ID=WORK/BREAK=NAME`. Without a name, the id is the name. */
export function readPreset(text: string): PresetInList {
  const [id = "", minutes = "", name = id, more] = text.trim().split("=");
  const [, work, rest] = MINUTES.exec(minutes) ?? [];
  if (work === undefined || rest === undefined || more !== undefined) {
    throw new UsageError("command.presets");
  }
  return { id, name, work_minutes: Number(work), break_minutes: Number(rest) };
}

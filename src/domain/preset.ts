import { isNameText } from "./name-text.ts";
import { normalizeName } from "./normalize-name.ts";
import type { Preset } from "./session.ts";

/** A setting of the timer that a person works with. */
export interface PresetOption {
  /** What `preset` of a session says. */
  readonly id: string;
  /** What people read. */
  readonly name: string;
  /** Whole minutes, 1–480. */
  readonly workMinutes: number;
  /** Whole minutes, 0–240. */
  readonly breakMinutes: number;
}

export const PRESET_LIMITS = {
  presets: 12,
  /** Code points, as of a session's `preset`. */
  characters: 50,
  workMinutes: 480,
  breakMinutes: 240,
} as const;

/** Those of people who have named none of their own, in the order of PRESETS. */
export const BUILT_IN_PRESETS = [
  { id: "deep_work", name: "Deep Work", workMinutes: 52, breakMinutes: 17 },
  { id: "learning", name: "Learning", workMinutes: 45, breakMinutes: 15 },
  { id: "quick_tasks", name: "Quick Tasks", workMinutes: 25, breakMinutes: 5 },
  { id: "flow_mode", name: "Flow Mode", workMinutes: 90, breakMinutes: 20 },
] as const satisfies readonly (PresetOption & { readonly id: Preset })[];

/** Such as `25/5`, `flow_mode` or `Long (50)`: harmless in addresses, spreadsheets and as a member's name. */
const ID = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._/+:()-]*$/u;

/** Whether a preset in its one spelling may be listed under this id. */
export function isPresetId(id: string): boolean {
  return ID.test(id);
}

/** A preset as somebody stored it; nothing where a rule is broken. */
export function presetOptionOf(value: unknown): PresetOption | undefined {
  const { id, name, workMinutes, breakMinutes } = Object(value);
  if (!isLabel(id) || !isPresetId(id) || !isLabel(name)) return undefined;
  if (!isWithin(workMinutes, 1, PRESET_LIMITS.workMinutes)) return undefined;
  if (!isWithin(breakMinutes, 0, PRESET_LIMITS.breakMinutes)) return undefined;
  return { id, name, workMinutes, breakMinutes };
}

function isLabel(text: unknown): text is string {
  if (typeof text !== "string" || text === "" || !isNameText(text)) return false;
  return normalizeName(text) === text && [...text].length <= PRESET_LIMITS.characters;
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

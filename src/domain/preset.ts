import { isNameText } from "./name-text.ts";
import { normalizeName } from "./normalize-name.ts";
import { DEFAULT_PRESET, type Preset } from "./session.ts";

/** A timer setting that a person works with. */
export interface PresetOption {
  /** Value of a session's `preset`. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Whole minutes, 1–480. */
  readonly workMinutes: number;
  /** Whole minutes, 0–240. */
  readonly breakMinutes: number;
}

/** The part of a preset that models use. */
export type PresetTimes = Omit<PresetOption, "name">;

/** A person's own presets; null when the built-in presets apply. */
export type OwnPresets = readonly PresetOption[] | null;

export const PRESET_LIMITS = {
  presets: 12,
  /** Code points, as for a session's `preset`. */
  characters: 50,
  workMinutes: 480,
  breakMinutes: 240,
} as const;

/** Presets of people who have defined none of their own, in the order of PRESETS. */
export const BUILT_IN_PRESETS = [
  { id: "deep_work", name: "Deep Work", workMinutes: 52, breakMinutes: 17 },
  { id: "learning", name: "Learning", workMinutes: 45, breakMinutes: 15 },
  { id: "quick_tasks", name: "Quick Tasks", workMinutes: 25, breakMinutes: 5 },
  { id: "flow_mode", name: "Flow Mode", workMinutes: 90, breakMinutes: 20 },
] as const satisfies readonly (PresetOption & { readonly id: Preset })[];

/**
 * Index of the preset whose work time is nearest to what the former service proposed for an hour of the day, 0–23; the
 * first one on a tie. It is a prior preference, not evidence.
 *
 * @param isMeant selects the presets that take part, by index; all take part when absent
 */
export function customaryPreset(
  presets: readonly PresetTimes[],
  hour: number,
  isMeant: (index: number) => boolean = () => true,
): number {
  const customary = BUILT_IN_PRESETS[customaryBuiltIn(hour)]?.workMinutes ?? 0;
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  presets.forEach(({ workMinutes }, index) => {
    const distance = Math.abs(workMinutes - customary);
    if (distance >= least || !isMeant(index)) return;
    nearest = index;
    least = distance;
  });
  return nearest;
}

/** Index of the customary preset among the built-in presets. */
function customaryBuiltIn(hour: number): number {
  if (hour >= 6 && hour <= 11) return 0;
  if (hour >= 12 && hour <= 13) return 2;
  if (hour >= 14 && hour <= 16) return 1;
  if (hour >= 17 && hour <= 19) return 2;
  return 1;
}

/**
 * Text of the part of a list that models depend on. Lists that differ only in names give the same text; without a list
 * it is empty.
 */
export function presetsKey(own: OwnPresets): string {
  if (own === null) return "";
  return JSON.stringify(
    own.map(({ id, workMinutes, breakMinutes }) => [id, workMinutes, breakMinutes]),
  );
}

type NamedPreset = Pick<PresetOption, "id" | "name">;

/** Display name of a preset: the person's own name for it, or the former service's; otherwise its id. */
export function presetName(preset: string, own: readonly NamedPreset[] | null): string {
  const named = ({ id }: NamedPreset) => id === preset;
  return (own?.find(named) ?? BUILT_IN_PRESETS.find(named))?.name ?? preset;
}

/** Whether a preset has a name. Texts written by a language model mention only presets that have one. */
export function isKnownPreset(preset: string, own: OwnPresets): boolean {
  return [...(own ?? []), ...BUILT_IN_PRESETS].some(({ id }) => id === preset);
}

/** Preset that applies when none is given. */
export function presetMeant(own: OwnPresets): string {
  if (own === null || own.some(({ id }) => id === DEFAULT_PRESET)) return DEFAULT_PRESET;
  return own[0]?.id ?? DEFAULT_PRESET;
}

/** Such as `25/5`, `flow_mode` or `Long (50)`: safe in URLs, spreadsheets and as a property name. */
const ID = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._/+:()-]*$/u;

/** Whether a normalised preset name is allowed as an id in a person's list. */
export function isPresetId(id: string): boolean {
  return ID.test(id);
}

/** Reads a stored preset; `undefined` when it breaks a rule. */
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

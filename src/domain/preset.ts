import { isNameText } from "./name-text.ts";
import { normalizeName } from "./normalize-name.ts";
import { DEFAULT_PRESET, type Preset } from "./session.ts";

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

/** What models know of a preset. */
export type PresetTimes = Omit<PresetOption, "name">;

/** A person's own list; null where the built-in presets are meant. */
export type OwnPresets = readonly PresetOption[] | null;

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

/**
 * Index of the preset whose work is nearest in length to what the former service proposed for an hour of the day, 0–23;
 * the first of equals. A preference to start from, not knowledge.
 *
 * @param isMeant leaves presets out by their index; all take part when absent
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

/** Index among the built-in presets. */
function customaryBuiltIn(hour: number): number {
  if (hour >= 6 && hour <= 11) return 0;
  if (hour >= 12 && hour <= 13) return 2;
  if (hour >= 14 && hour <= 16) return 1;
  if (hour >= 17 && hour <= 19) return 2;
  return 1;
}

/** What models depend on of a list: the same text for lists that differ in names alone; empty without a list. */
export function presetsKey(own: OwnPresets): string {
  if (own === null) return "";
  return JSON.stringify(
    own.map(({ id, workMinutes, breakMinutes }) => [id, workMinutes, breakMinutes]),
  );
}

type NamedPreset = Pick<PresetOption, "id" | "name">;

/** A preset as the person knows it: as they, or the former service, named it; else by its id. */
export function presetName(preset: string, own: readonly NamedPreset[] | null): string {
  const named = ({ id }: NamedPreset) => id === preset;
  return (own?.find(named) ?? BUILT_IN_PRESETS.find(named))?.name ?? preset;
}

/** Whether a preset has a name: only such are named in texts that a language model words. */
export function isKnownPreset(preset: string, own: OwnPresets): boolean {
  return [...(own ?? []), ...BUILT_IN_PRESETS].some(({ id }) => id === preset);
}

/** The preset that is meant where none is named. */
export function presetMeant(own: OwnPresets): string {
  if (own === null || own.some(({ id }) => id === DEFAULT_PRESET)) return DEFAULT_PRESET;
  return own[0]?.id ?? DEFAULT_PRESET;
}

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

import type { SettingType } from "./setting-types.ts";

/** One environment variable: everything that `--help`, the documentation and the reader need. */
export interface Setting<Value> {
  /** The environment variable. */
  readonly name: string;
  readonly group: SettingGroup;
  readonly type: SettingType<Exclude<Value, undefined>>;
  /** The value of a missing or blank variable; absent when `readConfig` derives it. */
  readonly default: Value;
  /** The default in words, when the value alone is not clear. */
  readonly defaultText?: string;
  /** One or two sentences: what it does and when to change it. */
  readonly description: string;
  readonly example: string;
  /** Whether it is never printed, and can also be read from a file that `NAME_FILE` names. */
  readonly secret?: true;
}

export const SETTING_GROUPS = [
  "Service",
  "Identity",
  "Limits",
  "Data",
  "Time and language",
  "Language model",
  "Telemetry",
] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

export function setting<Value>(definition: Setting<Value>): Setting<Value> {
  return definition;
}

import type { SettingType } from "./setting-types.ts";

/** One environment variable: everything that `--help`, the documentation and the reader need. */
export interface Setting<Value> {
  /** The environment variable. */
  readonly name: string;
  readonly group: SettingGroup;
  readonly type: SettingType<Exclude<Value, undefined>>;
  /** What a missing or blank variable means; left out where `readConfig` derives it. */
  readonly default: Value;
  /** What the default is in words, where the value alone does not say it. */
  readonly defaultText?: string;
  /** One or two sentences: what it does and when to change it. */
  readonly description: string;
  readonly example: string;
  /** Never printed; also readable from a file named by `NAME_FILE`. */
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

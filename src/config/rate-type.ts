import { InputError } from "../messages/said.ts";
import type { SettingType } from "./setting-types.ts";

/** A number of requests per period. */
export interface Rate {
  /** 1 … 1,000,000,000. */
  readonly count: number;
  readonly periodMs: number;
}

const PERIOD_MS = { s: 1000, min: 60_000, h: 3_600_000 } as const;

const MAX_COUNT = 1_000_000_000;

/** A number per second, minute or hour, or no limit. */
export const rate: SettingType<Rate | "off"> = {
  accepts: "`N/s`, `N/min`, `N/h` or `off`",
  read(value) {
    if (value.toLowerCase() === "off") return "off";
    const { number, unit } = /^(?<number>\d+)\s*\/\s*(?<unit>s|min|h)$/.exec(value)?.groups ?? {};
    const count = Number(number);
    if (count >= 1 && count <= MAX_COUNT && isUnit(unit)) {
      return Object.freeze({ count, periodMs: PERIOD_MS[unit] });
    }
    throw new InputError("config.rate", { most: String(MAX_COUNT) });
  },
};

function isUnit(text: unknown): text is keyof typeof PERIOD_MS {
  return typeof text === "string" && Object.hasOwn(PERIOD_MS, text);
}

/** A length of time as it is written in commands and requests: `30s`, `15m`, `24h`, `90d`, `12w`. */
export const DURATION = /^(\d{1,5})([smhdw])$/;

const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** @returns milliseconds; `undefined` for a text that is not a duration */
export function parseDuration(text: string): number | undefined {
  const [, count, unit = ""] = DURATION.exec(text) ?? [];
  const unitMs = UNITS_MS[unit];
  return count === undefined || unitMs === undefined ? undefined : Number(count) * unitMs;
}

export type Scale = "linear" | "log";

/** Where values lie between the ends of an axis, and which of them are written beside it. */
export interface Axis {
  /** 0 at the beginning of the axis, 1 at its end. */
  readonly shareOf: (value: number) => number;
  readonly ticks: readonly number[];
}

const WANTED_TICKS = 5;
/** A logarithmic axis over fewer decades than this also writes twos and fives. */
const FEW_DECADES = 2;

/**
 * An axis that holds all values and begins and ends at a round one; a linear one begins at 0 unless values lie below.
 *
 * @throws RangeError when there is no value, one is not finite, or one on a logarithmic axis is not positive
 */
export function axisFor(values: readonly number[], scale: Scale): Axis {
  if (values.length === 0 || !values.every(Number.isFinite)) {
    throw new RangeError("an axis needs values, all of them finite");
  }
  return scale === "log" ? logarithmic(values) : linear(values);
}

function linear(values: readonly number[]): Axis {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = roundStep((high - low || 1) / WANTED_TICKS);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  // Multiples of the step rather than a running sum, which would drift.
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { ticks, shareOf: (value) => (value / step - first) / (last - first) };
}

function logarithmic(values: readonly number[]): Axis {
  if (Math.min(...values) <= 0) {
    throw new RangeError("a logarithmic axis has no place for 0 and below");
  }
  const first = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  const between = last - first <= FEW_DECADES ? [1, 2, 5] : [1];
  const ticks = Array.from({ length: last - first }, (_, decade) =>
    between.map((part) => Number((part * 10 ** (first + decade)).toPrecision(12))),
  ).flat();
  ticks.push(10 ** last);
  return { ticks, shareOf: (value) => (Math.log10(value) - first) / (last - first) };
}

/** The next of 1, 2, 5, 10 … from a value on. */
function roundStep(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  const part = [1, 2, 5, 10].find((each) => each * decade >= value * (1 - 1e-9)) ?? 10;
  return part * decade;
}

import { axisFor, type Scale } from "./axis.ts";
import { COLOURS, drawing, element, plainNumber, text, textWidth } from "./svg.ts";

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** From the least to the greatest that was measured; drawn as a whisker. */
  readonly spread?: { readonly low: number; readonly high: number };
  /** Drawn in the second colour: what the chart compares with the others. */
  readonly isOurs?: boolean;
}

export interface BarChart {
  readonly title: string;
  /** One sentence for those who do not see the drawing. */
  readonly description: string;
  /** Under the axis: what is measured, and its unit. */
  readonly axisLabel: string;
  /** A group's bars are drawn from the greatest to the least; a heading of "" is not drawn. */
  readonly groups: readonly { readonly heading: string; readonly bars: readonly Bar[] }[];
  /** Default linear. A logarithmic axis is for values that differ by more than a hundredfold. */
  readonly scale?: Scale;
  /** Default: 15,000 and 0.25. */
  readonly format?: (value: number) => string;
}

const WIDTH = 760;
const TITLE_HEIGHT = 36;
const HEADING_HEIGHT = 26;
const ROW_HEIGHT = 26;
const BAR_HEIGHT = 16;
const GROUP_GAP = 10;
const AXIS_HEIGHT = 44;

/**
 * Horizontal bars in groups, each with its value and spread, as SVG.
 *
 * @throws RangeError when there is no bar, or a value has no place on the axis
 */
export function barChart(chart: BarChart): string {
  const { groups, format = plainNumber } = chart;
  const bars = groups.flatMap((group) => group.bars);
  const axis = axisFor(
    bars.flatMap(({ value, spread }) => [value, spread?.low ?? value, spread?.high ?? value]),
    chart.scale ?? "linear",
  );
  const left = Math.max(...bars.map(({ label }) => textWidth(label))) + 12;
  const right = Math.max(...bars.map(({ value }) => textWidth(format(value)))) + 14;
  const x = (value: number) => left + axis.shareOf(value) * (WIDTH - left - right);

  const rows: string[] = [];
  let y = TITLE_HEIGHT;
  for (const { heading, bars: inGroup } of groups) {
    if (heading !== "") {
      rows.push(text(heading, { x: left, y: y + 17, class: "heading" }));
      y += HEADING_HEIGHT;
    }
    for (const bar of inGroup.toSorted((one, other) => other.value - one.value)) {
      rows.push(...drawBar(bar, { y, left, x, label: format(bar.value) }));
      y += ROW_HEIGHT;
    }
    y += GROUP_GAP;
  }
  const grid = axis.ticks.flatMap((tick) => [
    element("line", { class: "grid", x1: x(tick), x2: x(tick), y1: TITLE_HEIGHT, y2: y }),
    text(format(tick), { x: x(tick), y: y + 16, "text-anchor": "middle" }),
  ]);
  const caption = text(chart.axisLabel, {
    x: (left + WIDTH - right) / 2,
    y: y + 36,
    "text-anchor": "middle",
  });
  return drawing({ width: WIDTH, height: y + AXIS_HEIGHT }, chart, [...grid, ...rows, caption]);
}

interface Place {
  readonly y: number;
  readonly left: number;
  readonly x: (value: number) => number;
  readonly label: string;
}

function drawBar({ label, value, spread, isOurs }: Bar, place: Place): string[] {
  const { y, left, x } = place;
  const middle = y + ROW_HEIGHT / 2;
  const end = x(value);
  const bar = element("rect", {
    x: left,
    y: middle - BAR_HEIGHT / 2,
    width: Math.max(1, end - left),
    height: BAR_HEIGHT,
    rx: 2,
    fill: isOurs === true ? COLOURS[1] : COLOURS[0],
  });
  const whisker = spread === undefined ? [] : [whiskerPath(x(spread.low), x(spread.high), middle)];
  const valueAt = Math.max(end, spread === undefined ? end : x(spread.high)) + 6;
  return [
    text(label, { x: left - 8, y: middle + 4.5, "text-anchor": "end" }),
    bar,
    ...whisker,
    text(place.label, { x: valueAt, y: middle + 4.5 }),
  ];
}

function whiskerPath(from: number, to: number, y: number): string {
  const [low, high] = [from.toFixed(1), to.toFixed(1)];
  const path = `M${low} ${y}H${high}M${low} ${y - 4}v8M${high} ${y - 4}v8`;
  return element("path", { class: "whisker", d: path });
}

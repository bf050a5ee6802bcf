import { type Axis, axisFor, type Scale } from "./axis.ts";
import { COLOURS, drawing, element, plainNumber, text, textWidth } from "./svg.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
  /** From the least to the greatest that was measured; drawn as a whisker. */
  readonly spread?: { readonly low: number; readonly high: number };
}

export interface AxisOptions {
  /** What is measured, and its unit. */
  readonly label: string;
  readonly scale: Scale;
  /** Default: 15,000 and 0.25. */
  readonly format?: (value: number) => string;
}

export interface LineChart {
  readonly title: string;
  /** One sentence for those who do not see the drawing. */
  readonly description: string;
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** Up to six, which colours and marks tell apart; points in the order in which they are joined. */
  readonly series: readonly { readonly label: string; readonly points: readonly Point[] }[];
  /** Horizontal dashed lines, as a budget. */
  readonly limits?: readonly { readonly label: string; readonly y: number }[];
}

const WIDTH = 760;
const PLOT_HEIGHT = 300;
const TITLE_HEIGHT = 30;
const LEGEND_ROW = 22;
const BELOW = 52;

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/**
 * Lines over a linear or logarithmic axis each, with marks, spreads and a legend, as SVG.
 *
 * @throws RangeError when there is no point, a value has no place on its axis, or there are more than six series
 */
export function lineChart(chart: LineChart): string {
  const { series, limits = [] } = chart;
  if (series.length > COLOURS.length) {
    throw new RangeError(`more than ${COLOURS.length} lines cannot be told apart`);
  }
  const points = series.flatMap((each) => each.points);
  const xAxis = axisFor(
    points.map((point) => point.x),
    chart.x.scale,
  );
  const yAxis = axisFor([...points.flatMap(heights), ...limits.map(({ y }) => y)], chart.y.scale);
  const formatY = chart.y.format ?? plainNumber;
  const left = Math.max(...yAxis.ticks.map((tick) => textWidth(formatY(tick)))) + 34;
  const lastTick = (chart.x.format ?? plainNumber)(xAxis.ticks.at(-1) ?? 0);
  const right = WIDTH - textWidth(lastTick) / 2 - 4;
  const legend = drawLegend(series.map(({ label }) => label));
  const top = TITLE_HEIGHT + legend.height;
  const frame: Frame = {
    left,
    right,
    top,
    x: (value) => left + xAxis.shareOf(value) * (right - left),
    y: (value) => top + (1 - yAxis.shareOf(value)) * PLOT_HEIGHT,
  };
  return drawing({ width: WIDTH, height: top + PLOT_HEIGHT + BELOW }, chart, [
    ...legend.parts,
    ...drawAxes(chart, xAxis, yAxis, frame),
    ...limits.flatMap((limit) => drawLimit(limit, frame)),
    ...series.flatMap(({ points: own }, index) => drawSeries(own, index, frame)),
  ]);
}

function heights({ y, spread }: Point): number[] {
  return spread === undefined ? [y] : [y, spread.low, spread.high];
}

function drawLegend(labels: readonly string[]): { height: number; parts: string[] } {
  let x = 0;
  let row = 0;
  const parts = labels.flatMap((label, index) => {
    const width = textWidth(label) + 36;
    if (x > 0 && x + width > WIDTH) {
      x = 0;
      row += 1;
    }
    const y = TITLE_HEIGHT + row * LEGEND_ROW + 10;
    const drawn = [mark(index, x + 8, y), text(label, { x: x + 20, y: y + 4.5 })];
    x += width;
    return drawn;
  });
  return { height: (row + 1) * LEGEND_ROW + 8, parts };
}

function drawAxes(chart: LineChart, xAxis: Axis, yAxis: Axis, frame: Frame): string[] {
  const { left, right, top } = frame;
  const bottom = top + PLOT_HEIGHT;
  const [formatX, formatY] = [chart.x.format ?? plainNumber, chart.y.format ?? plainNumber];
  const across = { class: "grid", x1: left, x2: right };
  const upright = { class: "grid", y1: top, y2: bottom };
  const middle = { "text-anchor": "middle" };
  const centre = top + PLOT_HEIGHT / 2;
  return [
    ...yAxis.ticks.flatMap((tick) => [
      element("line", { ...across, y1: frame.y(tick), y2: frame.y(tick) }),
      text(formatY(tick), { x: left - 8, y: frame.y(tick) + 4.5, "text-anchor": "end" }),
    ]),
    ...xAxis.ticks.flatMap((tick) => [
      element("line", { ...upright, x1: frame.x(tick), x2: frame.x(tick) }),
      text(formatX(tick), { x: frame.x(tick), y: bottom + 18, ...middle }),
    ]),
    element("path", { class: "axis", d: `M${left} ${top}V${bottom}H${right}` }),
    text(chart.x.label, { x: (left + right) / 2, y: bottom + 42, ...middle }),
    text(chart.y.label, { x: 14, y: centre, ...middle, transform: `rotate(-90 14 ${centre})` }),
  ];
}

function drawLimit(limit: { readonly label: string; readonly y: number }, frame: Frame): string[] {
  const y = frame.y(limit.y);
  return [
    element("line", { class: "limit", x1: frame.left, x2: frame.right, y1: y, y2: y }),
    text(limit.label, { x: frame.right, y: y - 5, "text-anchor": "end" }),
  ];
}

function drawSeries(points: readonly Point[], index: number, frame: Frame): string[] {
  const stroke = COLOURS[index];
  const path = points
    .map(
      ({ x, y }, at) => `${at === 0 ? "M" : "L"}${frame.x(x).toFixed(1)} ${frame.y(y).toFixed(1)}`,
    )
    .join("");
  return [
    element("path", { class: "line", stroke, d: path }),
    ...points.flatMap(({ x, spread }) =>
      spread === undefined
        ? []
        : [
            element("line", {
              stroke,
              x1: frame.x(x),
              x2: frame.x(x),
              y1: frame.y(spread.low),
              y2: frame.y(spread.high),
            }),
          ],
    ),
    ...points.map(({ x, y }) => mark(index, frame.x(x), frame.y(y))),
  ];
}

/** Forms differ as well as colours: circle, square, diamond, and the same hollow. */
function mark(index: number, x: number, y: number): string {
  const colour = COLOURS[index] ?? COLOURS[0];
  const look = { fill: index < 3 ? colour : "none", stroke: colour, "stroke-width": 2 };
  if (index % 3 === 0) return element("circle", { cx: x, cy: y, r: 4, ...look });
  const square = { x: x - 3.5, y: y - 3.5, width: 7, height: 7, ...look };
  if (index % 3 === 1) return element("rect", square);
  const turn = `rotate(45 ${x.toFixed(1)} ${y.toFixed(1)})`;
  return element("rect", { ...square, transform: turn });
}

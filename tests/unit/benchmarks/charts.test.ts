import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { axisFor } from "../../../benchmarks/support/charts/axis.ts";
import { barChart } from "../../../benchmarks/support/charts/bar-chart.ts";
import { lineChart } from "../../../benchmarks/support/charts/line-chart.ts";

const bars = {
  title: "Requests per second",
  description: "One is <faster> & the other is not.",
  axisLabel: "requests/s",
  groups: [
    {
      heading: "50 connections",
      bars: [
        { label: "slow", value: 10, spread: { low: 8, high: 13 } },
        { label: "fast", value: 40_000, isOurs: true },
      ],
    },
  ],
};

const lines = {
  title: "Growth",
  description: "Flat.",
  x: { label: "sessions", scale: "log" as const },
  y: { label: "requests/s", scale: "linear" as const },
  series: [
    { label: "uncached", points: [1000, 1_000_000].map((x) => ({ x, y: 20_000 })) },
    { label: "cached", points: [{ x: 1000, y: 45_000, spread: { low: 40_000, high: 50_000 } }] },
  ],
  limits: [{ label: "budget", y: 10_000 }],
};

describe("axes", () => {
  test("a linear axis begins at 0, ends at a round value, and keeps proportions", () => {
    const { ticks, shareOf } = axisFor([7, 43], "linear");
    assert.deepEqual(ticks, [0, 10, 20, 30, 40, 50]);
    assert.equal(shareOf(0), 0);
    assert.equal(shareOf(25), 0.5);
    assert.equal(shareOf(50), 1);
  });

  test("a logarithmic axis gives equal ratios equal lengths", () => {
    const { ticks, shareOf } = axisFor([1000, 9e6], "log");
    assert.deepEqual(ticks, [1e3, 1e4, 1e5, 1e6, 1e7]);
    assert.equal(shareOf(1e3), 0);
    assert.equal(shareOf(1e5), 0.5);
    assert.equal(shareOf(1e7), 1);
  });

  test("exact powers of ten are the ends, not one decade further", () => {
    assert.deepEqual(axisFor([1000, 1_000_000], "log").ticks, [1e3, 1e4, 1e5, 1e6]);
    assert.deepEqual(axisFor([1, 100], "log").ticks, [1, 2, 5, 10, 20, 50, 100]);
  });

  test("values without a place are refused rather than drawn somewhere", () => {
    assert.throws(() => axisFor([], "linear"), RangeError);
    assert.throws(() => axisFor([1, Number.NaN], "linear"), RangeError);
    assert.throws(() => axisFor([0, 1], "log"), RangeError);
  });
});

describe("bar charts", () => {
  const svg = barChart(bars);

  test("bars are as long as their values, the greatest first", () => {
    const widths = [...svg.matchAll(/<rect [^>]*? width="([\d.]+)"/g)].map((match) => match[1]);
    assert.deepEqual(widths.length, 2);
    const [first = 0, second = 0] = widths.map(Number);
    assert.ok(first > 500, String(first));
    assert.equal(second, 1, "a bar too short to be seen is still drawn");
    assert.ok(svg.indexOf(">fast<") < svg.indexOf(">slow<"));
  });

  test("names and values are text, escaped, and described for those who do not see them", () => {
    for (const part of [">fast<", ">40,000<", ">50 connections<", 'role="img"', "<title id="]) {
      assert.ok(svg.includes(part), part);
    }
    assert.ok(svg.includes("One is &lt;faster&gt; &amp; the other is not."));
  });

  test("a spread is drawn as a whisker, none without one", () => {
    assert.equal(svg.split('class="whisker"').length - 1, 1);
  });
});

describe("line charts", () => {
  const svg = lineChart(lines);

  test("equal values lie at one height", () => {
    const path = /class="line"[^>]* d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"/.exec(svg);
    assert.ok(path !== null);
    assert.equal(path[2], path[4]);
    assert.ok(Number(path[3]) > Number(path[1]));
  });

  test("each series has its name in the legend and marks of its own colour; the limit is labelled", () => {
    assert.ok(svg.includes(">uncached<") && svg.includes(">cached<") && svg.includes(">budget<"));
    // One mark in the legend and one for each point.
    assert.equal(svg.split("<circle").length - 1, 3);
    assert.equal(svg.split("<rect").length - 1, 2);
  });

  test("too many lines are refused", () => {
    const series = Array.from({ length: 7 }, (_, index) => ({
      label: `line ${index}`,
      points: [{ x: 1, y: 1 }],
    }));
    assert.throws(() => lineChart({ ...lines, series }), RangeError);
  });
});

test("the same figures give the same drawing, which stays readable on white and on black", () => {
  assert.equal(barChart(bars), barChart(structuredClone(bars)));
  assert.equal(lineChart(lines), lineChart(structuredClone(lines)));
  assert.ok(!/<rect [^>]*width="760"/.test(barChart(bars)), "no background of its own");
});

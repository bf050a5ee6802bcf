import assert from "node:assert/strict";

/** What a scrape says. */
export interface Scraped {
  readonly types: ReadonlyMap<string, string>;
  /** Values by series, written `name{label="value",…}` with the labels in alphabetical order. */
  readonly series: ReadonlyMap<string, number>;
}

/** Reads Prometheus' text format; fails on a line that is not of it. */
export function readScrape(text: string): Scraped {
  const types = new Map<string, string>();
  const series = new Map<string, number>();
  for (const line of text.split("\n")) {
    const type = /^# TYPE (\w+) (counter|gauge|histogram|summary)$/.exec(line);
    if (type !== null) types.set(type[1] ?? "", type[2] ?? "");
    if (line === "" || line.startsWith("#")) continue;
    const [, name = "", , labels = "", value] =
      /^(\w+)(\{((?:\w+="(?:[^"\\]|\\.)*",?)*)\})? (\S+)$/.exec(line) ?? assert.fail(line);
    const sorted = (labels.match(/\w+="(?:[^"\\]|\\.)*"/g) ?? []).sort();
    const key = sorted.length === 0 ? name : `${name}{${sorted.join(",")}}`;
    assert.ok(!series.has(key), `${key} twice`);
    series.set(key, Number(value));
  }
  return { types, series };
}

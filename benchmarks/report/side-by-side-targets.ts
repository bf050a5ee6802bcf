import type { Round, SideBySide } from "../side-by-side/results.ts";
import { median } from "../support/measure-requests.ts";
import type { Target } from "./targets.ts";

/** Targets are set for so many connections. */
const CONNECTIONS = 500;
/** Everything switched on; without PostgreSQL and Redis, what there is. */
const OURS = ["sharing", "cached"];

const ABSOLUTE = [
  { label: "requests per second", bound: "at least", required: 15_000, unit: "", of: rate },
  { label: "requests per second, aim", bound: "at least", required: 40_000, unit: "", of: rate },
  { label: "half of the answers within", bound: "at most", required: 30, unit: "ms", of: p50 },
  { label: "95 % of the answers within", bound: "at most", required: 70, unit: "ms", of: p95 },
  { label: "99 % of the answers within", bound: "at most", required: 150, unit: "ms", of: p99 },
] as const;

/** How many times as many requests per second as another contestant. */
const RELATIVE = [
  { label: "of bare node:http, aim", than: "bare", required: 0.8 },
  { label: "FastAPI + Redis", than: "fastapi", required: 6 },
  { label: "FastAPI + Redis, aim", than: "fastapi", required: 8 },
  { label: "Elysia on Bun + Redis", than: "elysia", required: 1 },
  { label: "Flask, all rows per request", than: "flask", required: 200 },
] as const;

/** Targets that these results can tell about; those against a contestant that was not measured are left out. */
export function sideBySideTargets({ measured }: SideBySide): Target[] {
  const roundsOf = (id: string) =>
    measured.find((each) => each.id === id && each.connections === CONNECTIONS)?.rounds;
  const ours = OURS.map(roundsOf).find((rounds) => rounds !== undefined);
  if (ours === undefined) return [];
  return [
    ...ABSOLUTE.map(({ of, ...target }) => ({ ...target, measured: median(ours.map(of)) })),
    ...RELATIVE.flatMap(({ label, than, required }): Target[] => {
      const theirs = roundsOf(than);
      if (theirs === undefined) return [];
      // Rounds are compared with their neighbours in time: a slow moment then slows both.
      const ratios = ours.map((round, index) => {
        const other = theirs[index];
        return other === undefined ? Number.NaN : rate(round) / rate(other);
      });
      return [{ label, required, measured: median(ratios), bound: "at least", unit: "×" }];
    }),
  ];
}

function rate({ requestsPerSecond }: Round): number {
  return requestsPerSecond;
}

function p50({ p50Ms }: Round): number {
  return p50Ms;
}

function p95({ p95Ms }: Round): number {
  return p95Ms;
}

function p99({ p99Ms }: Round): number {
  return p99Ms;
}

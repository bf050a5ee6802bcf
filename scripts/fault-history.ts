import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Event, Violation } from "../tests/support/history/check-history.ts";
import { type FaultRun, runFaults } from "../tests/support/history/run-faults.ts";

// Meets random faults of PostgreSQL, once for each seed, and writes docs/fault-history.md:
// npm run fault-history -- --faults 200 --seed 1 --seed 2

const { values: given } = parseArgs({
  options: {
    faults: { type: "string", default: "200" },
    seed: { type: "string", multiple: true, default: ["1", "2"] },
    /** Where to write all that was seen, as JSON. */
    history: { type: "string" },
  },
});

interface SeededRun extends FaultRun {
  readonly seed: string;
  readonly seconds: number;
}

const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

const FIGURES: Readonly<Record<string, (run: SeededRun) => string | number>> = {
  violations: ({ violations }) => violations.length,
  requests: ({ figures }) => figures.requests,
  "writes acknowledged": ({ figures }) => figures.acknowledged,
  "writes given up with unknown outcome": ({ figures }) => figures.unknown,
  "looks checked": ({ figures }) => figures.looks,
  "answers 503, all with `Retry-After`": ({ figures }) => figures.refusals,
  "answers marked stale": ({ figures }) => figures.stale,
  "slowest answer": ({ figures }) => inSeconds(figures.slowestMs),
  "slowest recovery after the end of a fault": ({ figures }) =>
    inSeconds(figures.slowestRecoveryMs),
  "whole run": ({ seconds }) => `${seconds} s`,
};

function table(runs: readonly SeededRun[], first: string, rows: readonly (readonly string[])[]) {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const head = [first, ...runs.map(({ seed }) => `seed ${seed}`)];
  return [head, head.map(() => "---"), ...rows].map(line).join("\n");
}

function page(runs: readonly SeededRun[]): string {
  const names = [...new Set(runs.flatMap(({ faults }) => [...faults.keys()]))].toSorted();
  const faults = names.map((name) => [
    name,
    ...runs.map((run) => String(run.faults.get(name) ?? 0)),
  ]);
  const figures = Object.entries(FIGURES).map(([name, of]) => [
    name,
    ...runs.map((run) => String(of(run))),
  ]);
  return `# A history through faults

Three people's clients add, rate and remove sessions and look at them, while PostgreSQL with a synchronous standby meets one fault after
another. A write that gets 503 is sent again with the same \`Idempotency-Key\`, four times at most. What the clients saw is then checked: it
must be explicable by each change having happened at one moment between its sending and its acknowledgement (Herlihy and Wing 1990),
changes of unknown outcome at some time or never, each once; an answer that says it is stale may show what was so within its window, and never less
than its person was acknowledged. In the end what was learned equals a fold of what is stored.

This page is written by

\`\`\`
npm run fault-history -- --faults ${given.faults} ${runs.map(({ seed }) => `--seed ${seed}`).join(" ")}
\`\`\`

${table(runs, "Fault", faults)}

${table(runs, "", figures)}
`;
}

/** Changes of what is wrong; looks are too many. */
function concerns(event: Event, { person, element }: Violation): boolean {
  return event.kind === "change" && event.person === person && event.element === element;
}

const runs: SeededRun[] = [];
for (const seed of given.seed) {
  const startedMs = performance.now();
  const run = await runFaults(Number(seed), Number(given.faults), (index, name) =>
    console.error(`${seed} ${index + 1}: ${name}`),
  );
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  runs.push({ ...run, seed, seconds });
  for (const violation of run.violations) {
    console.error(
      violation,
      run.history.filter((event) => concerns(event, violation)),
    );
  }
}
if (given.history !== undefined) writeFileSync(given.history, JSON.stringify(runs));
writeFileSync("docs/fault-history.md", page(runs));
// Once the runtime waited without end for handles of its own when it was left to end by itself.
process.exit(runs.every(({ violations }) => violations.length === 0) ? 0 : 1);

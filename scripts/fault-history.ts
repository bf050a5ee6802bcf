import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Event, Violation } from "../tests/support/history/check-history.ts";
import { type FaultRun, runFaults } from "../tests/support/history/run-faults.ts";

// Meets random faults of PostgreSQL, and writes docs/fault-history.md:
// npm run fault-history -- --faults 200 --seed 1

const { values: given } = parseArgs({
  options: {
    faults: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
  },
});

function page({ violations, faults, figures }: FaultRun, seconds: number): string {
  const rows = [...faults]
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, count]) => `| ${name} | ${count} |`);
  const ms = (value: number) => `${(value / 1000).toFixed(1)} s`;
  return `# A history through faults

Three people's clients add, rate and remove sessions and look at them, while PostgreSQL with a synchronous standby meets one fault after
another. A write that gets 503 is sent again with the same \`Idempotency-Key\`, four times at most. What the clients saw is then checked: it
must be explicable by each change having happened at one moment between its sending and its acknowledgement (Herlihy and Wing 1990),
changes of unknown outcome at some time or never, each once; an answer that says it is stale may show what was so within its window, and never less
than its person was acknowledged. In the end what was learned equals a fold of what is stored.

This page is written by

\`\`\`
npm run fault-history -- --faults ${given.faults} --seed ${given.seed}
\`\`\`

| Fault | Times |
| --- | --- |
${rows.join("\n")}

| | |
| --- | --- |
| violations | ${violations.length} |
| requests | ${figures.requests} |
| writes acknowledged | ${figures.acknowledged} |
| writes given up with unknown outcome | ${figures.unknown} |
| looks checked | ${figures.looks} |
| answers 503, all with \`Retry-After\` | ${figures.refusals} |
| answers marked stale | ${figures.stale} |
| slowest answer | ${ms(figures.slowestMs)} |
| slowest recovery after the end of a fault | ${ms(figures.slowestRecoveryMs)} |
| whole run | ${seconds} s |
`;
}

/** Changes of what is wrong; looks are too many. */
function concerns(event: Event, { person, element }: Violation): boolean {
  return event.kind === "change" && event.person === person && event.element === element;
}

const startedMs = performance.now();
const run = await runFaults(Number(given.seed), Number(given.faults), (index, name) =>
  console.error(`${index + 1}: ${name}`),
);
writeFileSync(
  "docs/fault-history.md",
  page(run, Math.round((performance.now() - startedMs) / 1000)),
);
for (const violation of run.violations) {
  console.error(
    violation,
    run.history.filter((event) => concerns(event, violation)),
  );
}
process.exitCode = run.violations.length === 0 ? 0 : 1;

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openTestApp } from "../tests/support/app.ts";
import {
  type OpenedDatabase,
  openTestPostgres,
  openTestSqlite,
} from "../tests/support/databases.ts";
import { collectedHeap } from "../tests/support/hostile-input/collected-heap.ts";
import { type Outcome, runHostileInput } from "../tests/support/hostile-input/run.ts";
import { HISTORIES, storeSessions } from "../tests/support/stored-histories.ts";

// Sends many more requests than the gate does, and writes docs/hostile-input.md:
// npm run hostile-input -- --requests 100000 --seed 1

const { values: given } = parseArgs({
  options: {
    requests: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
  },
});
const requests = Number(given.requests);
const seed = Number(given.seed);
/** How often the heap is looked at. */
const SHARES = 10;

interface Measured {
  readonly name: string;
  readonly outcome: Outcome;
  /** MB after each tenth of the requests. */
  readonly heap: readonly number[];
  readonly seconds: number;
}

async function measure(name: string, open: () => Promise<OpenedDatabase>): Promise<Measured> {
  const database = await open();
  const service = await openTestApp({ url: database.url, logLevel: "silent" });
  const heap: number[] = [];
  const startedMs = performance.now();
  try {
    const history = HISTORIES["hostile values"]?.(service.clock.now()) ?? [];
    await storeSessions(service.dependencies, history);
    const outcome = await runHostileInput(service, {
      ...{ seed, requests },
      onFault: (fault) => console.error(fault),
      onRequest(count) {
        if (count % Math.ceil(requests / SHARES) === 0) {
          heap.push(Math.round(collectedHeap() / 1e6));
          console.error(`${name}: ${count} requests, ${heap.at(-1)} MB`);
        }
      },
    });
    return { name, outcome, heap, seconds: Math.round((performance.now() - startedMs) / 1000) };
  } finally {
    await service.close();
    await database.close();
  }
}

function page(all: readonly Measured[]): string {
  const rows = all.map(({ name, outcome, heap, seconds }) => {
    const { invalid, faults, byStatus } = outcome;
    const of = (from: number) =>
      [...byStatus].reduce(
        (sum, [status, count]) => sum + (Math.floor(status / 100) === from ? count : 0),
        0,
      );
    return `| ${name} | ${outcome.requests} | ${of(2)} | ${of(3)} | ${of(4)} | ${of(5)} | ${invalid} | ${faults.length} | ${heap.join(", ")} | ${seconds} |`;
  });
  return `# Hostile input

\`openapi.json\` says what every route takes and answers. A generator reads it and sends valid requests, values at the edge of what is
allowed, values that are not allowed, broken JSON, and methods, media types and headers that nobody asked for, over every route. An
answer is a fault when its status is 5xx, when it is not as the document describes it, or when a request that breaks the document is
accepted. Of a batch each part is judged by itself; blank texts count as left out.

The gate sends 3,000 requests, half of them on each database (\`tests/e2e/hostile-input.test.ts\`). This page is written by

\`\`\`
npm run hostile-input -- --requests ${requests} --seed ${seed}
\`\`\`

| Database | Requests | 2xx | 3xx | 4xx | 5xx | Invalid, all refused | Faults | Heap after each tenth, MB | Seconds |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}

What it found when it was new: refusals with a shape of their own (\`POST /api/sessions/import\`, \`POST /api/ai/expand-suggestion\`) were
described as \`application/json\`, and are \`application/problem+json\`; and the same statuses were described without the problem
document of requests that never reach the route. The first 200,000 found two more: a key of a user whose id has angle brackets came
back with others in their place (what somebody has stored is given back as it is), and the days up to 9999-12-31 were 500 on
PostgreSQL, as a margin of days reached into a year that cannot be written (days are bounded where they are read).
`;
}

const measured = [
  await measure("SQLite", openTestSqlite),
  await measure("PostgreSQL", openTestPostgres),
];
writeFileSync("docs/hostile-input.md", page(measured));
if (measured.some(({ outcome }) => outcome.faults.length > 0)) process.exitCode = 1;

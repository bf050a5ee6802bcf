/**
 * How long an index over many notes takes, how long it holds the event loop, and how long a query takes:
 * `node benchmarks/speed/search.ts [notes]`. In processor time and wall time of this process alone.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Session } from "../../src/domain/session.ts";
import { readNotes } from "../../src/services/search/note-index.ts";
import { readSearchSet } from "../quality/search/read-set.ts";

const count = Number(process.argv[2] ?? 10_000);
const { notes, queries } = readSearchSet();

/** Notes of the search set joined in pairs, so that texts and words repeat as those of one person do. */
function session(number: number): Session {
  const one = notes[number % notes.length]?.text ?? "";
  const other = notes[(number * 31 + 7) % notes.length]?.text ?? "";
  return {
    ...{ id: String(number), userId: "ada", startedAtMs: 0, endedAtMs: number * 3_600_000 },
    ...{ durationSeconds: 3600, preset: "deep_work", category: "Work", task: null, rating: 70 },
    ...{ completed: true, notes: `${one} ${other} ${number}`, createdAtMs: 0, updatedAtMs: 0 },
  };
}

async function* chunks(): AsyncGenerator<Session[]> {
  for (let start = 0; start < count; start += 1000) {
    yield Array.from({ length: Math.min(1000, count - start) }, (_, place) =>
      session(start + place),
    );
  }
}

const delay = monitorEventLoopDelay({ resolution: 1 });
await readNotes(0, chunks(), () => 0);
delay.enable();
const startedMs = performance.now();
const processor = process.cpuUsage();
const built = await readNotes(1, chunks(), () => 0);
const buildMs = performance.now() - startedMs;
const { user } = process.cpuUsage(processor);
delay.disable();
const renewMs = await timed(() => built.renew(2, chunks()));
const times: number[] = [];
for (let round = 0; round < 5; round += 1) {
  for (const { text } of queries) times.push(await timed(async () => built.index.score(text)));
}
times.sort((one, other) => one - other);
console.log(
  JSON.stringify({
    ...{ notes: count, build_ms: Math.round(buildMs), build_processor_ms: Math.round(user / 1000) },
    ...{ renew_ms: Math.round(renewMs), megabytes: Math.round(built.bytes / 1e5) / 10 },
    loop_delay_ms: { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
    query_ms: { p50: at(0.5), p95: at(0.95) },
  }),
);

function at(share: number): number {
  return Math.round((times[Math.floor(share * times.length)] ?? 0) * 100) / 100;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/**
 * The same answer from a bare node:http server, from this service in several ways, and from what others would have
 * built, in one run on one machine; then docs/benchmarks.md and its charts. See docs/benchmarks.md for what takes part.
 *
 *   npm run bench                                  about ten minutes
 *   npm run bench -- --seconds 1 --rounds 1        a quick look; results are written all the same
 *   npm run bench -- --only bare,cached            these only, shown but not written
 *   npm run bench -- --connections 500 --workers 2
 *   npm run bench -- --render                      the page from committed results, nothing measured
 */
import { loadavg } from "node:os";
import { writeReport } from "./report/report.ts";
import { writeResults } from "./report/results-file.ts";
import { ask, type Contestant, PATH } from "./side-by-side/contestant.ts";
import { STORED_SESSIONS, startLineUp } from "./side-by-side/line-up.ts";
import { measureRounds } from "./side-by-side/measure-rounds.ts";
import { type Options, readOptions } from "./side-by-side/options.ts";
import { comparePeers } from "./side-by-side/peer-answers.ts";
import type { SideBySide } from "./side-by-side/results.ts";
import { describeMachine } from "./support/machine.ts";
import { loadGenerator } from "./support/measure-requests.ts";

const options = readOptions(process.argv.slice(2));
if (options.isRenderOnly) {
  writeReport();
} else {
  const results = await measure(options);
  if (options.only.length === 0) {
    writeResults("side-by-side", results);
    writeReport();
    console.log("written: benchmarks/results/side-by-side.json, docs/benchmarks.md, its charts");
  }
}

async function measure(options: Options): Promise<SideBySide> {
  const [loadBefore = 0] = loadavg();
  const lineUp = await startLineUp(options.workers);
  try {
    for (const { label, reason } of lineUp.skipped) {
      console.error(`SKIPPED: ${label} – ${reason}`);
    }
    const contestants = chosen(lineUp.contestants, options.only);
    await comparePeers(lineUp.contestants);
    return {
      machine: describeMachine(lineUp.software),
      loadBefore: Math.round(loadBefore * 10) / 10,
      path: PATH,
      storedSessions: STORED_SESSIONS,
      loadGenerator: loadGenerator().name,
      secondsPerRound: options.seconds,
      workers: options.workers,
      contestants: await Promise.all(contestants.map(described)),
      skipped: [...lineUp.skipped],
      measured: await measureRounds(contestants, options, console.log),
    };
  } finally {
    await lineUp.stop();
  }
}

function chosen(all: readonly Contestant[], only: readonly string[]): readonly Contestant[] {
  const ids = all.map(({ id }) => id);
  const unknown = only.filter((id) => !ids.includes(id));
  if (unknown.length > 0) {
    throw new RangeError(`--only ${unknown.join()}: there are ${ids.join(", ")}`);
  }
  return all.filter(({ id }) => only.length === 0 || only.includes(id));
}

async function described(contestant: Contestant): Promise<SideBySide["contestants"][number]> {
  const { id, label, isOurs } = contestant;
  const body = await (await ask(contestant)).arrayBuffer();
  return { id, label, isOurs, bytes: body.byteLength };
}

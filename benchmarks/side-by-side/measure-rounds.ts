import { setTimeout as delay } from "node:timers/promises";
import { measureRequestsAndProcessor } from "../support/measure-requests.ts";
import { processorSeconds } from "../support/processor-time.ts";
import { ask, type Contestant } from "./contestant.ts";
import type { Options } from "./options.ts";
import type { Round, SideBySide } from "./results.ts";

/** A tag may change with the minute while it is being measured; twice in a row it does not. */
const ATTEMPTS = 3;
const IDLE_LOOK_MS = 250;
/** Two ticks of the processor's clock within such a look. */
const IDLE_SECONDS = 0.02;
const IDLE_LIMIT_LOOKS = 240;

/** Measures all contestants in turn, round by round, so that a slow moment of the machine hits all. */
export async function measureRounds(
  contestants: readonly Contestant[],
  options: Options,
  say: (line: string) => void,
): Promise<SideBySide["measured"]> {
  const measured: SideBySide["measured"] = [];
  for (const connections of options.connections) {
    const rounds = new Map(contestants.map(({ id }): [string, Round[]] => [id, []]));
    for (let round = 0; round <= options.rounds; round += 1) {
      // Back and forth: nobody always comes after the same one.
      const order = round % 2 === 0 ? contestants : contestants.toReversed();
      for (const contestant of order) {
        const figures = await measureOnce(contestant, connections, options.seconds);
        const turn = round === 0 ? "warm-up" : `${round}/${options.rounds}`;
        say(`${connections} connections, ${turn}, ${contestant.label}: ${summary(figures)}`);
        if (round > 0) rounds.get(contestant.id)?.push(figures);
      }
    }
    for (const [id, figures] of rounds) measured.push({ id, connections, rounds: figures });
  }
  return measured;
}

function summary({ requestsPerSecond, p99Ms, failures }: Round): string {
  const failed = failures === 0 ? "" : `, ${failures} FAILURES`;
  return `${requestsPerSecond.toFixed(0)} req/s, p99 ${p99Ms.toFixed(1)} ms${failed}`;
}

async function measureOnce(
  contestant: Contestant,
  connections: number,
  seconds: number,
): Promise<Round> {
  let fault: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const headers = await contestant.headers();
    const { requests, ...figures } = await measureRequestsAndProcessor(
      contestant.pid,
      contestant.url,
      { connections, seconds, headers },
    );
    await untilIdle(contestant.pid);
    fault = contestant.faultOf(await ask({ ...contestant, headers: async () => headers }));
    if (fault === undefined && requests > 0) return rounded(figures);
  }
  throw new Error(`${contestant.label}: ${fault ?? "answered nothing"}`);
}

/** A server that queues still works on requests whose senders have gone: the next one must not pay for them. */
async function untilIdle(pid: number): Promise<void> {
  for (let look = 0; look < IDLE_LIMIT_LOOKS; look += 1) {
    const before = processorSeconds(pid);
    await delay(IDLE_LOOK_MS);
    if (processorSeconds(pid) - before <= IDLE_SECONDS) return;
  }
}

/** Five digits are more than rounds agree on. */
function rounded(round: Round): Round {
  const digits = (value: number) => Number(value.toPrecision(5));
  return {
    requestsPerSecond: digits(round.requestsPerSecond),
    p50Ms: digits(round.p50Ms),
    p95Ms: digits(round.p95Ms),
    p99Ms: digits(round.p99Ms),
    failures: round.failures,
    cpuSecondsPer100k: digits(round.cpuSecondsPer100k),
  };
}

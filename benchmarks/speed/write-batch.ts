/**
 * What it brings to send the answers of one turn of the event loop together: a bare server that writes each answer
 * between two requests, and one that writes them at the turn's end, in turn on one machine.
 *
 *   node benchmarks/speed/write-batch.ts [connections …]     default: 1 50 500, about two minutes
 */

import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { createWriteBatch, sendAnswer } from "../../src/http/write-batch.ts";
import { measureRequests, median } from "../support/measure-requests.ts";

const ROUNDS = 5;
const SECONDS = 2;
const WAYS = ["at once", "together"] as const;
type Way = (typeof WAYS)[number];

/** As long as a usual answer, with as many headers. */
const BODY = "x".repeat(1100);
const CONSTANTS = Array.from({ length: 14 }, (_, index) => [
  `x-header-${index}`,
  "a usual value",
]).flat();

if (process.argv[2] === "serve") serve(process.argv[3]);
else await compare();

function serve(way: string | undefined): void {
  const batch = createWriteBatch(sendAnswer);
  const server = createServer((_request, response) => {
    const headers = ["content-length", String(BODY.length)];
    if (way === "together") {
      batch.add({ response, answer: { status: 200, constants: CONSTANTS, headers, body: BODY } });
      return;
    }
    response.writeHead(200, [...CONSTANTS, ...headers]);
    response.end(BODY, "latin1");
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (address !== null && typeof address !== "string") process.send?.(address.port);
  });
}

async function compare(): Promise<void> {
  const given = process.argv.slice(2).map(Number);
  for (const connections of given.length > 0 ? given : [1, 50, 500]) {
    const rates = new Map<Way, number[]>();
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const way of WAYS) {
        const rate = await rateOf(way, connections);
        // The first round warms up.
        if (round > 0) rates.set(way, [...(rates.get(way) ?? []), rate]);
      }
    }
    const [atOnce = 0, together = 0] = WAYS.map((way) => median(rates.get(way) ?? []));
    console.log(
      `${connections} connections: at once ${Math.round(atOnce)} req/s, together ${Math.round(together)} req/s, ` +
        `ratio ${(together / atOnce).toFixed(2)}`,
    );
  }
}

async function rateOf(way: Way, connections: number): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), ["serve", way]);
  const [port] = await once(child, "message");
  const figures = await measureRequests(`http://127.0.0.1:${Number(port)}/`, {
    connections,
    seconds: SECONDS,
  });
  child.kill();
  return figures.requestsPerSecond;
}

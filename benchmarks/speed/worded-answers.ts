/**
 * How many answers in words a second templates give over HTTP, from a year of sessions, beside bare node:http on the same
 * machine: `node benchmarks/speed/worded-answers.ts [seconds]`. The client shares the machine.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readConfig } from "../../src/config/read-config.ts";
import { generateDemo } from "../../src/demo/generate-demo.ts";
import { openDependencies } from "../../src/dependencies.ts";
import { buildApp } from "../../src/http/app.ts";
import { openZone } from "../../src/time/zone.ts";
import { runAutocannon } from "../support/autocannon.ts";

const seconds = Number(process.argv[2] ?? 3);
const PATHS = [
  ...["/api/ai/motivation", "/api/ai/morning-briefing", "/api/ai/evening-review"],
  ...["/api/ai/daily-challenge", "/api/ai/learning-v2"],
];

async function perSecond(url: string): Promise<number> {
  const { requestsPerSecond, failures } = await runAutocannon(url, { connections: 20, seconds });
  if (failures > 0) throw new Error(`${failures} answers of ${url} failed`);
  return Math.round(requestsPerSecond);
}

const config = readConfig({
  DATABASE_URL: ":memory:",
  TIMEZONE: "Europe/Prague",
  LOG_LEVEL: "error",
});
await using service = await openDependencies(config);
const nowMs = service.clock.now();
const zone = openZone("Europe/Prague");
const { sessions } = generateDemo({ seed: 1, userId: "default", nowMs, zone });
await service.sessions.insert(sessions, nowMs);
const app = await buildApp(service);
await app.listen({ port: 0, host: "127.0.0.1" });
const bare = createServer((_request, response) => response.end("{}"));
await once(bare.listen(0, "127.0.0.1"), "listening");
const portOf = (address: AddressInfo | string | null) => Object(address).port;

const barePerSecond = await perSecond(`http://127.0.0.1:${portOf(bare.address())}/`);
const paths: Record<string, number> = {};
for (const path of PATHS) {
  paths[path] = await perSecond(`http://127.0.0.1:${portOf(app.server.address())}${path}`);
}
process.stdout.write(`${JSON.stringify({ bare_per_second: barePerSecond, paths })}\n`);
bare.close();
await app.close();

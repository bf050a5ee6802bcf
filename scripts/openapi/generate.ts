import { readFileSync } from "node:fs";
import type { FastifyInstance, RouteOptions } from "fastify";
import { readConfig } from "../../src/config/read-config.ts";
import { fillDemo } from "../../src/demo/fill-demo.ts";
import { openDependencies } from "../../src/dependencies.ts";
import { buildApp } from "../../src/http/app.ts";
import type { Logger } from "../../src/telemetry/logger.ts";
import { describeApi, type Example } from "./describe-api.ts";
import type { ExampleRequest } from "./example-request.ts";
import { EXAMPLE_NOW, EXAMPLE_REQUESTS } from "./example-requests.ts";
import { asText } from "./json.ts";

const SEED = 1;

const silent: Logger = {
  answered() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
  fatal() {},
  isLevelEnabled: () => false,
  flush() {},
};

/**
 * The text of openapi.json: the routes as they are registered, with answers that the service really gives,
 * on the demonstration year and a clock that stands at one moment.
 */
export async function generateOpenApi(): Promise<string> {
  let nowMs = Date.parse(EXAMPLE_NOW);
  let made = 0;
  let drawn = 0;
  const dependencies = await openDependencies(
    readConfig({ DATABASE_URL: ":memory:", TIMEZONE: "Europe/Prague", LOCALE: "en" }),
    {
      logger: silent,
      clock: { now: () => nowMs },
      // Nor does anything come due: what waits to be stored would be counted at times.
      after: () => () => {},
      secureBytes: (count) => new Uint8Array(count).fill(++drawn),
      newId: () => `3f2504e0-4f89-41d3-9a0c-${String(++made).padStart(12, "0")}`,
    },
  );
  try {
    await fillDemo(dependencies, "default", SEED);
    const routes: RouteOptions[] = [];
    // Versions of a SQLite file come from the computer's clock.
    const versionWatch = { ...dependencies.versionWatch, current: async () => nowMs };
    const app = await buildApp(
      { ...dependencies, versionWatch },
      { onRoute: (route) => routes.push(route) },
    );
    const examples: Example[] = [];
    for (const request of EXAMPLE_REQUESTS) {
      nowMs += 1000;
      examples.push(await runExample(app, request));
    }
    await app.close();
    return `${JSON.stringify(describeApi(routes, examples, packageVersion()), null, 2)}\n`;
  } finally {
    await dependencies.close();
  }
}

async function runExample(app: FastifyInstance, request: ExampleRequest): Promise<Example> {
  const isJson = request.body !== undefined && typeof request.body !== "string";
  const headers = {
    ...(isJson && { "content-type": "application/json" }),
    "x-request-id": "5148b00b-89c9-4b31-b231-89c0937f701c",
    ...request.headers,
  };
  const { method, url } = request;
  const payload = isJson ? JSON.stringify(request.body) : asText(request.body);
  const answer = await app.inject({ method, url, headers, ...(payload !== "" && { payload }) });
  if (answer.statusCode >= 500) throw new Error(`${request.summary} failed: ${answer.body}`);
  const responseType = asText(answer.headers["content-type"]).split(";")[0] ?? "";
  return {
    operationId: request.operationId,
    name: request.name,
    summary: request.summary,
    contentType: headers["content-type"],
    requestBody: request.body,
    status: answer.statusCode,
    responseType,
    responseBody: readBody(answer.body, responseType),
  };
}

function readBody(body: string, type: string): unknown {
  if (body === "") return undefined;
  // Of a stream of lines, how it begins and ends.
  if (type === "application/x-ndjson") return body.replace(/\n.*\n(?=[^\n]+\n$)/s, "\n");
  return type.endsWith("json") ? JSON.parse(body) : body;
}

function packageVersion(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return asText(JSON.parse(manifest).version);
}

import assert from "node:assert/strict";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse, RouteOptions } from "fastify";
import inject from "light-my-request";
import { IsSchema, type TSchema } from "typebox";
import { readConfig } from "../../src/config/read-config.ts";
import {
  type Dependencies,
  type DependencyOverrides,
  openDependencies,
} from "../../src/dependencies.ts";
import { type BuildOptions, buildApp } from "../../src/http/app.ts";
import { Problem } from "../../src/schemas/common.ts";
import { PRIVATE_MEMBERS } from "../../src/schemas/private-members.ts";
import { compileCheck } from "../../src/schemas/validate.ts";
import { createLogger, type LogLevel } from "../../src/telemetry/logger.ts";
import { migratedImage } from "./migrated-sqlite.ts";
import { type TestClock, testClock } from "./test-clock.ts";

/** Monday, 2 March 2026, noon in Prague. */
export const NOON = "2026-03-02T12:00:00+01:00";

export interface TestAppOptions {
  /** What DATABASE_URL would say; an empty database in memory when absent. */
  readonly url?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly logLevel?: LogLevel;
  /** Changes the services before the app is built, for failures that no database shows on demand. */
  readonly change?: (dependencies: Dependencies) => Dependencies;
  readonly overrides?: DependencyOverrides;
  /** Is shown each route before it is registered, and may change it. */
  readonly onRoute?: (route: RouteOptions) => void;
  readonly identify?: NonNullable<BuildOptions["identify"]>;
  readonly bodyLimits?: NonNullable<BuildOptions["bodyLimits"]>;
  readonly timeLimits?: NonNullable<BuildOptions["timeLimits"]>;
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly clock: TestClock;
  readonly dependencies: Dependencies;
  readonly routes: readonly RouteOptions[];
  /** The log's lines so far, as text. */
  readonly logText: () => string;
  /** Sends a request and checks the answer's body against the schema that its route states. */
  request(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** The same with a JSON body sent back as a value. */
  json(options: InjectOptions): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

/** The server that runs in production, on a test clock, with its log kept in memory. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = testClock(NOON);
  const lines: string[] = [];
  const logger = createLogger({
    level: options.logLevel ?? "debug",
    clock,
    privateMembers: PRIVATE_MEMBERS,
    destination: { write: (line: string) => lines.push(line) },
  });
  const config = readConfig({
    DATABASE_URL: options.url ?? ":memory:",
    TIMEZONE: "Europe/Prague",
    ...options.env,
  });
  const image = config.databaseUrl === ":memory:" ? await migratedImage() : undefined;
  const opened = await openDependencies(config, {
    ...{ clock, logger },
    ...options.overrides,
    disk: { ...(image === undefined ? {} : { image }), ...options.overrides?.disk },
  });
  const dependencies = options.change?.(opened) ?? opened;
  const routes: RouteOptions[] = [];
  const build: BuildOptions = {
    ...(options.identify === undefined ? {} : { identify: options.identify }),
    ...(options.bodyLimits === undefined ? {} : { bodyLimits: options.bodyLimits }),
    ...(options.timeLimits === undefined ? {} : { timeLimits: options.timeLimits }),
    onRoute(route) {
      options.onRoute?.(route);
      routes.push(route);
    },
  };
  const app = await buildApp(dependencies, build);

  async function request(sent: InjectOptions): Promise<LightMyRequestResponse> {
    const answer = await throughServer(app, sent);
    checkAnswer(answer, findRoute(routes, sent));
    return answer;
  }

  return {
    app,
    clock,
    dependencies,
    routes,
    logText: () => lines.join(""),
    request,
    async json(sent) {
      const answer = await request(sent);
      return { status: answer.statusCode, body: answer.json() };
    },
    async close() {
      await app.close();
      await opened.close();
    },
  };
}

/**
 * Sends a request the whole way that one from the network takes; the framework's own `inject` begins behind the
 * cached handler. JSON is asked for, as the web app does: a stream of events would have no end.
 */
export async function throughServer(
  app: FastifyInstance,
  sent: InjectOptions,
): Promise<LightMyRequestResponse> {
  await app.ready();
  const headers = { accept: "application/json", ...sent.headers };
  return inject((request, response) => app.server.emit("request", request, response), {
    ...{ ...sent, headers },
  });
}

function findRoute(routes: readonly RouteOptions[], sent: InjectOptions): RouteOptions | undefined {
  const url = typeof sent.url === "string" ? sent.url : (sent.url?.pathname ?? "");
  const path = url.split("?")[0] ?? "";
  const matching = routes.filter((route) => {
    const methods = Array.isArray(route.method) ? route.method : [route.method];
    if (!methods.includes(sent.method ?? "GET")) return false;
    const pattern = route.url.replaceAll(/:[^/]+/g, "[^/]+");
    return new RegExp(`^${pattern}$`).test(path);
  });
  // `/api/sessions/export` is not the session whose id is "export"; the router sees it that way too.
  return matching.find(({ url }) => url === path) ?? matching[0];
}

const checks = new Map<TSchema, ReturnType<typeof compileCheck>>();

function checkAnswer(answer: LightMyRequestResponse, route: RouteOptions | undefined): void {
  const schema = responseSchema(route, answer.statusCode);
  if (schema === undefined || answer.body === "") return;
  const check = checks.get(schema) ?? compileCheck(schema);
  checks.set(schema, check);
  const checked = check(answer.json());
  assert.deepEqual(
    "problems" in checked ? checked.problems : [],
    [],
    `the answer does not fit its schema: ${answer.body}`,
  );
}

function responseSchema(route: RouteOptions | undefined, status: number): TSchema | undefined {
  const stated = Object(route?.schema?.response)[status];
  // Answers in other formats than JSON say so by content type; their text is checked where it is tested.
  if (Object.hasOwn(Object(stated), "content")) return undefined;
  if (IsSchema(stated)) return stated;
  if (status >= 400) return Problem;
  const isDescribed = route !== undefined && route.schema?.hide !== true;
  assert.ok(!isDescribed || status >= 300, `${route?.url} does not state status ${status}`);
  return undefined;
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { buildApp } from "../../src/app.ts";
import type { CacheService } from "../../src/services/cache-service.ts";
import { openTestApp, type TestApp, type TestAppOptions } from "./app.ts";

/** A service with its cache and, on the same data and clock, one that keeps nothing. */
export interface CachedApp extends TestApp {
  ask(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** The same request, answered afresh. */
  askAfresh(options: InjectOptions): Promise<LightMyRequestResponse>;
}

/** Says in tests whose data a request is about, as authentication will. */
export const USER_HEADER = "x-test-user";

/** The database is a file, so that versions are known at once, as in production. */
export async function openCachedApp(options: TestAppOptions = {}): Promise<CachedApp> {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-cache-"));
  const service = await openTestApp({
    url: `file:${join(folder, "test.db")}`,
    ...options,
    onRoute: actForUser,
  });
  const { dependencies } = service;
  const afresh: FastifyInstance = await buildApp(
    { ...dependencies, cacheService: keepNothing(dependencies.cacheService) },
    { onRoute: actForUser },
  );
  return {
    ...service,
    ask: (sent) => service.app.inject(sent),
    askAfresh: (sent) => afresh.inject(sent),
    async close() {
      await afresh.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function actForUser(route: { onRequest?: unknown }): void {
  route.onRequest = [
    (
      request: { headers: Record<string, unknown>; userId: string },
      _: unknown,
      done: () => void,
    ) => {
      request.userId = String(request.headers[USER_HEADER] ?? request.userId);
      done();
    },
  ];
}

function keepNothing(cacheService: CacheService): CacheService {
  return {
    ...cacheService,
    answers: {
      ...cacheService.answers,
      findFresh: () => undefined,
      async obtain(_question, make) {
        const answer = {
          wire: (await make()).toString("latin1"),
          etag: '"afresh"',
          version: 0,
          context: "",
          madeAtMs: 0,
          refreshAtMs: 0,
          expiresAtMs: 0,
          staleUntilMs: 0,
        };
        return { answer, from: "made" };
      },
    },
  };
}

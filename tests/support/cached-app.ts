import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import type { CacheService } from "../../src/cache/cache-service.ts";
import { buildApp } from "../../src/http/app.ts";
import { openTestApp, type TestApp, type TestAppOptions, throughServer } from "./app.ts";
import { identifyByHeader } from "./identify-by-header.ts";
import { copyMigratedSqlite } from "./migrated-sqlite.ts";

/** A service with its cache and, on the same data and clock, one that keeps nothing. */
export interface CachedApp extends TestApp {
  ask(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** The same request, answered afresh. */
  askAfresh(options: InjectOptions): Promise<LightMyRequestResponse>;
}

/** A pause for tests in which nothing may come back by itself: what was deleted, or is out of date, is not made anew. */
export const neverRenewed = (): Promise<never> => new Promise(() => {});

/** Says in tests whose data a request is about, as authentication will. */
export const USER_HEADER = "x-test-user";

/** The database is a file, so that versions are known at once, as in production. */
export async function openCachedApp(options: TestAppOptions = {}): Promise<CachedApp> {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-cache-"));
  const path = join(folder, "test.db");
  await copyMigratedSqlite(path);
  const service = await openTestApp({
    url: `file:${path}`,
    ...options,
    identify,
  });
  const { dependencies } = service;
  const afresh: FastifyInstance = await buildApp(
    { ...dependencies, cacheService: keepNothing(dependencies.cacheService) },
    { identify },
  );
  return {
    ...service,
    ask: (sent) => throughServer(service.app, sent),
    askAfresh: (sent) => afresh.inject(sent),
    async close() {
      await afresh.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const identify = identifyByHeader(USER_HEADER);

function keepNothing(cacheService: CacheService): CacheService {
  return {
    ...cacheService,
    answers: {
      ...cacheService.answers,
      findFresh: () => undefined,
      async obtain(_question, make) {
        const body = await make();
        const answer = {
          wire: Buffer.isBuffer(body) ? body.toString("latin1") : body.wire,
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

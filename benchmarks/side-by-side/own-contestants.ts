import { startBareProcess } from "../support/bare-process.ts";
import { AFRESH } from "../support/measure-requests.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";
import { type Contestant, PATH } from "./contestant.ts";

const plain = async () => [];

/** The service as it starts without any setting, asked in three ways, and the same bytes from bare node:http. */
export async function startEmbedded(
  databaseUrl: string,
  workers: number,
): Promise<{ contestants: Contestant[]; servers: ServerProcess[] }> {
  const service = await startServerProcess({
    DATABASE_URL: databaseUrl,
    TIMEZONE: "UTC",
    WORKERS: String(workers),
  });
  const answer = await fetch(service.address + PATH);
  const bare = await startBareProcess(new Uint8Array(await answer.arrayBuffer()));
  const own = { isOurs: true, url: service.address + PATH, pid: service.pid };
  return {
    servers: [service, bare],
    contestants: [
      {
        id: "bare",
        label: "bare node:http, same bytes",
        isOurs: false,
        url: bare.address + PATH,
        pid: bare.pid,
        headers: plain,
        faultOf: notOk,
      },
      { ...own, id: "cached", label: "this service, cached", headers: plain, faultOf: notHit },
      {
        ...own,
        id: "not-modified",
        label: "this service, 304",
        headers: async () => [`if-none-match=${(await fetch(own.url)).headers.get("etag")}`],
        faultOf: ({ status }) => (status === 304 ? undefined : `answers ${status}, not 304`),
      },
      {
        ...own,
        id: "afresh",
        label: "this service, worked out afresh",
        headers: async () => AFRESH,
        faultOf: (response) =>
          notHit(response) === undefined ? "answers from its cache" : notOk(response),
      },
    ],
  };
}

/** The service with everything switched on: PostgreSQL, Redis, and as many workers as its peers. */
export async function startSharing(
  databaseUrl: string,
  redisUrl: string,
  workers: number,
): Promise<{ contestant: Contestant; server: ServerProcess }> {
  const server = await startServerProcess({
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    TIMEZONE: "UTC",
    WORKERS: String(workers),
  });
  return {
    server: {
      ...server,
      async stop() {
        // Leaves nothing in a Redis that others use.
        await fetch(`${server.address}/api/cache/entries`, { method: "DELETE" });
        await server.stop();
      },
    },
    contestant: {
      id: "sharing",
      label: "this service, PostgreSQL + Redis, cached",
      isOurs: true,
      url: server.address + PATH,
      pid: server.pid,
      headers: plain,
      faultOf: notHit,
    },
  };
}

function notOk({ status }: Response): string | undefined {
  return status === 200 ? undefined : `answers ${status}, not 200`;
}

function notHit(response: Response): string | undefined {
  const status = response.headers.get("cache-status") ?? "no Cache-Status";
  return notOk(response) ?? (/\bhit\b/.test(status) ? undefined : `is not cached: ${status}`);
}

import { Client } from "pg";
import { type CachedApp, openCachedApp } from "../cached-app.ts";
import { eventually } from "../eventually.ts";
import { type FaultyConnection, type FaultyNetwork, faultyNetwork } from "../faulty-network.ts";
import { type OwnPostgres, openOwnPostgres } from "../own-postgres.ts";

/** A service on PostgreSQL with a standby, each server behind a network of its own. */
export interface FaultWorld {
  readonly service: CachedApp;
  /** The networks of both addresses that the service knows. */
  readonly networks: readonly FaultyNetwork[];
  /** Connections that pass nothing on any more. The server keeps them, so a run ends them as keep-alives would, only sooner. */
  readonly swallowing: FaultyConnection[];
  /** The server that takes writes now. */
  primary(): OwnPostgres;
  /** Runs statements past the networks, as an administrator does. */
  administer(...statements: readonly string[]): Promise<void>;
  /** The standby takes over at its own address, and a new one follows it at the other. */
  failOver(): Promise<void>;
  close(): Promise<void>;
}

const CATCH_UP_MS = 10_000;
const SETTINGS = {
  max_connections: "30",
  // A killed process loses nothing that the system has taken.
  fsync: "off",
  // A standby that has lost its server looks for it again at once.
  wal_retrieve_retry_interval: "100ms",
};

export async function openFaultWorld(): Promise<FaultWorld> {
  const servers: OwnPostgres[] = [await openOwnPostgres(SETTINGS)];
  let primary = servers[0] ?? raise();
  let standby = await follow(primary);
  const [one, two] = [
    await faultyNetwork("127.0.0.1", primary.port),
    await faultyNetwork("127.0.0.1", standby.port),
  ];
  /** Whether the primary is at the first address. */
  let isFirst = true;
  const service = await openCachedApp({
    url: `postgresql://root@127.0.0.1:${one.port},127.0.0.1:${two.port}/postgres`,
    logLevel: "error",
  });

  /** A standby without which no write is acknowledged, so that a fail-over can lose none. */
  async function follow(leader: OwnPostgres): Promise<OwnPostgres> {
    const follower = await leader.standby();
    await ask(
      leader,
      "alter system set synchronous_standby_names = '*'",
      "select pg_reload_conf()",
    );
    return follower;
  }

  return {
    service,
    networks: [one, two],
    swallowing: [],
    primary: () => primary,
    administer: (...statements) => ask(primary, ...statements),
    async failOver() {
      await eventually("the standby has what can be seen", () => hasAll(primary), CATCH_UP_MS);
      await primary.kill();
      await standby.promote();
      primary = standby;
      // It was copied before anything was to wait for a standby, and has none.
      standby = await follow(primary);
      isFirst = !isFirst;
      (isFirst ? two : one).leadTo(standby.port);
    },
    async close() {
      await service.close();
      await Promise.all([one.close(), two.close()]);
      for (const server of servers) await server.close();
    },
  };
}

/**
 * Whether the standby has all that readers may have seen. A server that crashes while a write waits for the standby shows it
 * after the restart without having waited, and would lose it in a fail-over just then: unacknowledged, and seen.
 */
async function hasAll({ url }: OwnPostgres): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "select from pg_stat_replication where sync_state = 'sync' and flush_lsn >= pg_current_wal_lsn()",
    );
    return rowCount === 1;
  } finally {
    await client.end();
  }
}

async function ask({ url }: OwnPostgres, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function raise(): never {
  throw new Error("no server");
}

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { Client } from "pg";
import type { Database } from "../../../src/db/database.ts";
import { DatabaseUnavailableError } from "../../../src/db/errors.ts";
import { openDatabase } from "../../../src/db/open.ts";
import { createPostgresDatabase, describePostgres } from "../../support/databases.ts";
import { eventually } from "../../support/eventually.ts";
import { type FaultyNetwork, faultyNetwork } from "../../support/faulty-network.ts";

describePostgres(() => {
  let created: Awaited<ReturnType<typeof createPostgresDatabase>>;
  let admin: Client;
  before(async () => {
    created = await createPostgresDatabase();
    admin = new Client({ connectionString: created.url });
    await admin.connect();
  });
  after(async () => {
    await admin.end();
    await created.drop();
  });

  test("a query without a free connection fails in time with the reason", async () => {
    const database = await openDatabase(created.url, { poolSize: 1, connectionTimeoutMs: 1000 });
    let free = () => {};
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    const holding = database.transaction(() => held);
    await assert.rejects(sql`select 1`.execute(database.executor), (error) => {
      assert.ok(error instanceof DatabaseUnavailableError);
      assert.match(error.message, /within 1000 ms \(the pool has 1\)/);
      return true;
    });
    free();
    await holding;
    await sql`select 1`.execute(database.executor);
    await database.close();
  });

  test("a statement that takes too long is ended with the reason", async () => {
    // Only the statement below shall meet the limit, not those of a migration on a busy machine.
    const database = await openDatabase(created.url, { statementTimeoutMs: 50, migrate: false });
    await assert.rejects(
      sql`select pg_sleep(10)`.execute(database.executor),
      (error) => error instanceof DatabaseUnavailableError && /too long/.test(error.message),
    );
    await database.close();
  });

  test("a statement that waits too long for another program's lock fails with the reason", async () => {
    const database = await openDatabase(created.url, { lockTimeoutMs: 50 });
    await sql`insert into user_versions (user_id, version) values ('locked', 1)`.execute(
      database.executor,
    );
    await admin.query("begin; select 1 from user_versions for update");
    const raise = sql`update user_versions set version = version + 1 where user_id = 'locked'`;
    await assert.rejects(
      raise.execute(database.executor),
      (error) =>
        error instanceof DatabaseUnavailableError && /locked for too long/.test(error.message),
    );
    await admin.query("commit");
    await raise.execute(database.executor);
    await database.close();
  });

  test("connections carry the service's name", async () => {
    const database = await openDatabase(created.url, { applicationName: "pomodoro-ml test" });
    const { rows } = await sql<{ name: string }>`
      select current_setting('application_name') as name`.execute(database.executor);
    assert.equal(rows[0]?.name, "pomodoro-ml test");
    await database.close();
  });

  async function endConnections(): Promise<void> {
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity " +
        "where datname = current_database() and pid <> pg_backend_pid()",
    );
  }

  test("connections that the server has ended are replaced", async () => {
    const database = await openDatabase(created.url);
    await endConnections();
    await answersAgain(database);
    await database.close();
  });

  test("a connection that is lost inside a transaction is reported as unavailability", async () => {
    const database = await openDatabase(created.url);
    const work = database.transaction(async (tx) => {
      await sql`select 1`.execute(tx);
      await endConnections();
      await sql`select 1`.execute(tx);
    });
    await assert.rejects(work, DatabaseUnavailableError);
    await answersAgain(database);
    await database.close();
  });

  test("queries succeed again when the network is back", async () => {
    const url = new URL(created.url);
    const network: FaultyNetwork = await faultyNetwork(url.hostname, Number(url.port || 5432));
    url.hostname = "127.0.0.1";
    url.port = String(network.port);
    const database = await openDatabase(url.href, { connectionTimeoutMs: 500 });
    network.open = false;
    for (const connection of network.connections) connection.cut();
    await eventually("the loss is noticed", () => isUnavailable(database), 2000);
    network.open = true;
    await answersAgain(database);
    await database.close();
    await network.close();
  });

  async function answersAgain(database: Database): Promise<void> {
    await eventually("an answer", async () => !(await isUnavailable(database)), 2000);
  }

  /** Whether a ping fails; any failure but unavailability is a failure of the test. */
  async function isUnavailable(database: Database): Promise<boolean> {
    try {
      await database.ping(AbortSignal.timeout(2000));
      return false;
    } catch (error) {
      assert.ok(error instanceof DatabaseUnavailableError, String(error));
      return true;
    }
  }
});

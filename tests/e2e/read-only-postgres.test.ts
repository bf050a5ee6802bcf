import assert from "node:assert/strict";
import { userInfo } from "node:os";
import { test } from "node:test";
import { Client } from "pg";
import { cliFolder, type ServingProcess } from "../support/cli.ts";
import { createPostgresDatabase, describePostgres } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";

/** More at once than the pool has connections. */
const AT_ONCE = 30;

/** Changes what new connections may do, and ends those of the service, as a fail-over does. */
async function setReadOnly(url: string, value: "on" | "off", endsConnections: boolean) {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  const name = new URL(url).pathname.slice(1);
  await admin.query("set default_transaction_read_only = off");
  await admin.query(`alter database ${name} set default_transaction_read_only = ${value}`);
  if (endsConnections) {
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()",
      [name],
    );
  }
  await admin.end();
}

let hour = 0;
function post({ address }: ServingProcess): Promise<Response> {
  const start = new Date(Date.UTC(2026, 0, 1) + hour++ * 3_600_000).toISOString();
  return fetch(`${address}/api/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ start, duration_minutes: 25 }),
  });
}

const postMany = (server: ServingProcess) =>
  Promise.all(Array.from({ length: AT_ONCE }, () => post(server)));

async function readiness({ address }: ServingProcess) {
  const answer = await fetch(`${address}/readyz`);
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

describePostgres(() => {
  test("a database that takes no writes refuses them for a while, answers questions, and recovers", async () => {
    const created = await createPostgresDatabase();
    using folder = cliFolder();
    const server = await folder.serve([], { DATABASE_URL: created.url, WORKERS: "1" });
    try {
      for (const { status } of await postMany(server)) assert.equal(status, 201);

      await setReadOnly(created.url, "on", true);
      await eventually(
        "the service sees it",
        async () => {
          const { body } = await readiness(server);
          return body.checks.database === "read_only";
        },
        10_000,
      );
      for (const answer of await postMany(server)) {
        assert.equal(answer.status, 503);
        assert.ok(Number(answer.headers.get("retry-after")) > 0);
        assert.equal(JSON.parse(await answer.text()).code, "database_unavailable");
      }
      assert.equal((await readiness(server)).status, 200);
      const asked = await fetch(`${server.address}/api/prediction/today`);
      assert.equal(asked.status, 200);

      await setReadOnly(created.url, "off", false);
      for (const { status } of await postMany(server)) assert.equal(status, 201);
      assert.equal((await readiness(server)).body.checks.database, "up");
      const { stdout } = await folder.run(["export", "--format", "ndjson"], {
        DATABASE_URL: created.url,
      });
      assert.equal(stdout.trim().split("\n").length, 2 * AT_ONCE);
      assert.equal(await server.stop(), 0);
    } finally {
      await server.stop("SIGKILL");
      await created.drop();
    }
  });

  test("a URL without a user means the user of the operating system, as in psql", async () => {
    const created = await createPostgresDatabase();
    using folder = cliFolder();
    try {
      const url = new URL(created.url);
      url.username = "";
      // The variables of a service: no USER.
      const { stdout } = await folder.run(["doctor"], { DATABASE_URL: url.href });
      assert.doesNotMatch(stdout, /no PostgreSQL user name/);
      const { username } = userInfo();
      if (new URL(created.url).username === username)
        assert.match(stdout, /✓ database: .* answers/);
      else assert.match(stdout, new RegExp(`"${username}"`));
    } finally {
      await created.drop();
    }
  });

  test("doctor names the privileges that a role lacks and the statement that grants them", async () => {
    const created = await createPostgresDatabase();
    using folder = cliFolder();
    const role = `pomodoro_reader_${process.pid}`;
    const admin = new Client({ connectionString: created.url });
    await admin.connect();
    try {
      const migrated = await folder.run(["migrate"], { DATABASE_URL: created.url });
      assert.equal(migrated.code, 0, migrated.stderr);
      await admin.query(`create role ${role} login`);
      await admin.query(`grant select on sessions to ${role}`);
      const url = new URL(created.url);
      url.username = role;
      const { code, stdout, stderr } = await folder.run(["doctor"], { DATABASE_URL: url.href });
      assert.equal(code, 1, stderr);
      assert.match(
        stdout,
        new RegExp(`${role} may not insert, update, delete on the table sessions`),
      );
      assert.match(stdout, new RegExp(`grant create on schema public to ${role};`));
      assert.match(stdout, /may not select, .* on the table pomodoro_migrations/);
    } finally {
      await admin.query(`drop owned by ${role}; drop role ${role}`);
      await admin.end();
      await created.drop();
    }
  });
});

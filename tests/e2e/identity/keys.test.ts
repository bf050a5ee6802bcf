import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import type { Scope } from "../../../src/domain/principal.ts";
import { openTestApp, type TestApp, throughServer } from "../../support/app.ts";
import { sessionInput } from "../../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";
import { eventually } from "../../support/eventually.ts";
import { get } from "../../support/pipeline.ts";
import { RawConnection } from "../../support/raw-connection.ts";

/** Kept by the cache. */
const URL = "/api/analysis";

forEachDatabase((_name, open) => {
  describe("API keys", () => {
    let database: OpenedDatabase;
    let one: TestApp;
    let other: TestApp;
    before(async () => {
      database = await open();
      const env = { POMODORO_AUTH: "keys" };
      one = await openTestApp({ url: database.url, env });
      other = await openTestApp({ url: database.url, env, overrides: { clock: one.clock } });
    });
    after(async () => {
      await one.close();
      await other.close();
      await database.close();
    });

    function makeKey(userId: string, scopes: readonly Scope[], lifeMs?: number) {
      return one.dependencies.keyService.create({ name: "test", userId, scopes, lifeMs });
    }

    const ask = (key: string, url = URL, sent: InjectOptions = {}, service = one) =>
      throughServer(service.app, {
        ...{ url, ...sent },
        headers: { authorization: `Bearer ${key}`, ...sent.headers },
      });

    test("are asked for, with a challenge, by every route but those that operators need", async () => {
      for (const url of [URL, "/api/sessions", "/ui", "/api/keys", "/api/ai/motivation"]) {
        const { statusCode, headers, body } = await throughServer(one.app, { url });
        assert.equal(statusCode, 401, url);
        assert.equal(headers["www-authenticate"], 'Bearer realm="pomodoro-ml"');
        assert.equal(headers["cache-control"], "no-store");
        assert.equal(JSON.parse(body).code, "unauthenticated");
      }
      for (const url of ["/livez", "/readyz", "/health", "/api/health", "/", "/docs", "/metrics"]) {
        assert.equal((await throughServer(one.app, { url })).statusCode, 200, url);
      }
    });

    test("let their user in by either header, and nobody by a key that is not theirs", async () => {
      const { key, prefix } = await makeKey("ada", ["read"]);
      assert.match(key, /^pml_[a-z2-7]{12}_[\w-]{43}$/);
      assert.equal((await ask(key)).statusCode, 200);
      const sent = { url: URL, headers: { "x-api-key": key } };
      assert.equal((await throughServer(one.app, sent)).statusCode, 200);
      const wrong = [
        ...[`${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`, key.slice(0, -1), `${key}A`],
        ...[prefix, "pml_", "x", `${prefix}_${"A".repeat(43)}`],
      ];
      for (const each of wrong) {
        const { statusCode, headers } = await ask(each);
        assert.equal(statusCode, 401, each);
        assert.match(String(headers["www-authenticate"]), /error="invalid_token"/);
      }
    });

    test("are given back with their user as it is stored, whatever characters it has", async () => {
      const user = "<ada&co>";
      const { key: admin } = await makeKey("root", ["admin"]);
      const made = await ask(admin, "/api/keys", {
        method: "POST",
        payload: { name: "odd", user, scopes: ["read"] },
      });
      assert.equal(made.json().user, user);
      const listed = await ask(admin, `/api/keys?user=${encodeURIComponent(user)}`);
      assert.equal(listed.json().keys[0].user, user);
    });

    test("are stored as a hash, and shown nowhere again", async () => {
      const { key, id } = await makeKey("hidden", ["admin"]);
      const secret = key.slice(-43);
      const listed = await ask(key, "/api/keys?user=hidden");
      assert.equal(listed.json().keys[0].id, id);
      assert.ok(!listed.body.includes(secret));
      const stored = await database.database.executor
        .selectFrom("api_keys")
        .selectAll()
        .where("id", "=", id)
        .execute();
      assert.equal(stored.length, 1);
      assert.ok(!JSON.stringify(stored).includes(secret));
      assert.ok(!one.logText().includes(secret));
    });

    test("that were verified are known to the cached handler, which reads no table", async () => {
      const { key } = await makeKey("fast", ["read"]);
      await ask(key);
      await eventually(
        "the answer comes from memory",
        async () => {
          const answer = await ask(key);
          return answer.headers["server-timing"] === "cache;desc=local";
        },
        1000,
      );
    });

    test("allow their scopes and nothing else, and a kept answer is no way around that", async () => {
      const { key: reader } = await makeKey("eve", ["read"]);
      const { key: writer } = await makeKey("eve", ["write"]);
      await ask(reader);
      await ask(reader);
      const refused: [string, InjectOptions, string, string][] = [
        [writer, {}, URL, "read"],
        [reader, { method: "POST", payload: sessionInput() }, "/api/sessions", "write"],
        [reader, {}, "/api/ai/motivation", "ai"],
        [reader, {}, "/api/keys", "admin"],
        [reader, {}, "/api/cache/entries", "admin"],
        [reader, { headers: { "x-pomodoro-user": "ada" } }, URL, "act"],
      ];
      for (const [key, sent, url, scope] of refused) {
        for (let time = 0; time < 2; time += 1) {
          const answer = await ask(key, url, sent);
          assert.equal(answer.statusCode, 403, `${url} ${scope}`);
          assert.equal(answer.json().code, "forbidden");
          assert.equal(answer.json().required_scope, scope);
          assert.match(answer.json().detail, new RegExp(`\\b${scope}\\b`));
          assert.match(String(answer.headers["www-authenticate"]), new RegExp(`scope="${scope}"`));
        }
      }
      const written = await ask(writer, "/api/sessions", {
        ...{ method: "POST", payload: sessionInput() },
      });
      assert.equal(written.statusCode, 201, written.body);
    });

    test("with the scope act speak for whom the header names, and for their own user without", async () => {
      const { key } = await makeKey("backend", ["read", "write", "act"]);
      const forAda = { "x-pomodoro-user": "anna" };
      await ask(key, "/api/sessions", {
        ...{ method: "POST", payload: sessionInput(), headers: forAda },
      });
      const count = async (headers: Record<string, string>) =>
        (await ask(key, "/api/sessions", { headers })).json().sessions.length;
      for (let time = 0; time < 2; time += 1) {
        assert.equal(await count(forAda), 1);
        assert.equal(await count({}), 0);
        assert.equal(await count({ "x-pomodoro-user": "somebody-else" }), 0);
      }
      for (const name of ["", "two words", "x".repeat(201), "žofie"]) {
        const answer = await ask(key, "/api/sessions", { headers: { "x-pomodoro-user": name } });
        assert.equal(answer.statusCode, 400, name);
        assert.equal(answer.json().errors[0].field, "X-Pomodoro-User");
      }
    });

    test("that are revoked stop working in every replica", async () => {
      const { key, id } = await makeKey("gone", ["read"]);
      for (const service of [one, other]) {
        for (let time = 0; time < 3; time += 1) {
          assert.equal((await ask(key, URL, {}, service)).statusCode, 200);
        }
      }
      const { key: admin } = await makeKey("root", ["admin"]);
      const path = `/api/keys/${id}`;
      assert.equal((await ask(admin, path, { method: "DELETE" })).statusCode, 204);
      assert.equal((await ask(key)).statusCode, 401, "in the process that revoked it, at once");
      await eventually(
        "the other replica has heard",
        async () => (await ask(key, URL, {}, other)).statusCode === 401,
        1000,
      );
      assert.equal((await ask(admin, path, { method: "DELETE" })).statusCode, 404);
    });

    test("stop working on connections that ask the same all the time", async () => {
      const { key: admin } = await makeKey("root", ["admin"]);
      const { key, id } = await makeKey("polled", ["read"]);
      const clients: RawConnection[] = [];
      for (const { app } of [one, other]) {
        await app.listen({ port: 0, host: "127.0.0.1" });
        clients.push(await RawConnection.open(Number(app.listeningOrigin.split(":").at(-1))));
      }
      const poll = (client: RawConnection, sent = key) =>
        client.ask(get(URL, `Authorization: Bearer ${sent}`));
      for (const client of clients) {
        for (let time = 0; time < 4; time += 1) {
          const { status, isFastPath } = await poll(client);
          assert.equal(status, 200);
          if (time > 1) assert.ok(isFastPath);
        }
        const last = key.at(-1) === "A" ? "B" : "A";
        assert.equal((await poll(client, key.slice(0, -1) + last)).status, 401);
        assert.equal((await poll(client)).status, 200);
      }
      const revoked = await ask(admin, `/api/keys/${id}`, { method: "DELETE" });
      assert.equal(revoked.statusCode, 204);
      const [here, there] = clients;
      assert.ok(here !== undefined && there !== undefined);
      assert.equal((await poll(here)).status, 401, "in the process that revoked it, at once");
      const isRefused = async () => (await poll(there)).status === 401;
      await eventually("the other replica has heard", isRefused, 1000);
      for (const { socket } of clients) socket.destroy();
    });

    test("that plain SQL deletes stop working as well", async () => {
      const { key, id } = await makeKey("plain", ["read"]);
      for (let time = 0; time < 2; time += 1) assert.equal((await ask(key)).statusCode, 200);
      await database.database.executor.deleteFrom("api_keys").where("id", "=", id).execute();
      await eventually("the key is refused", async () => (await ask(key)).statusCode === 401, 1000);
    });

    test("end by themselves when they said so, and say why", async () => {
      const { key } = await makeKey("brief", ["read"], 60_000);
      for (let time = 0; time < 2; time += 1) assert.equal((await ask(key)).statusCode, 200);
      one.clock.advance(60_000);
      const { statusCode, body } = await ask(key);
      assert.equal(statusCode, 401);
      assert.match(JSON.parse(body).detail, /expired/);
    });

    test("that are replaced stay good for the time stated", async () => {
      const { key: admin } = await makeKey("root", ["admin"]);
      const old = await makeKey("turn", ["read", "ai"], 86_400_000);
      const path = `/api/keys/${old.prefix}/rotate`;
      const answer = await ask(admin, path, { method: "POST", payload: { keep: "1h" } });
      assert.equal(answer.statusCode, 201, answer.body);
      const made = answer.json();
      assert.notEqual(made.key, old.key);
      assert.deepEqual([made.user, made.scopes], ["turn", ["read", "ai"]]);
      for (const key of [old.key, made.key]) assert.equal((await ask(key)).statusCode, 200);
      one.clock.advance(3_600_000);
      assert.equal((await ask(old.key)).statusCode, 401);
      assert.equal((await ask(made.key)).statusCode, 200);
      one.clock.advance(23 * 3_600_000);
      assert.equal((await ask(made.key)).statusCode, 401, "as long as the old one was good");
    });

    test("tell when they were used, and not more than once a minute", async () => {
      const { key, prefix } = await makeKey("user", ["read"]);
      const lastUsed = async () =>
        (await one.dependencies.keyService.list({ userId: "user", after: undefined, limit: 9 }))
          .filter((each) => each.prefix === prefix)
          .at(0)?.last_used_at;
      assert.equal(await lastUsed(), null);
      const noted = (then: string | null | undefined) =>
        eventually("the use is noted", async () => (await lastUsed()) !== then, 3000);
      await ask(key);
      await noted(null);
      const first = await lastUsed();
      one.clock.advance(59_000);
      await ask(key);
      one.clock.advance(1000);
      const second = new Date(one.clock.now()).toISOString().replace(".000Z", "Z");
      await ask(key);
      await noted(first);
      assert.equal(await lastUsed(), second, "that after 59 seconds was not noted");
    });

    test("answer others than the usual by what they depend on", async () => {
      const { key } = await makeKey("vary", ["read"]);
      const { headers } = await ask(key);
      assert.equal(
        headers.vary,
        "Accept-Language, Accept-Encoding, Authorization, X-API-Key, X-Pomodoro-User",
      );
      assert.equal(headers["cache-control"], "private, no-cache");
    });
  });
});

describe("without authentication", () => {
  test("a request that names a user is refused: there is only one", async () => {
    const service = await openTestApp();
    try {
      const named = { url: URL, headers: { "x-pomodoro-user": "ada" } };
      for (let time = 0; time < 2; time += 1) {
        assert.equal((await throughServer(service.app, { url: URL })).statusCode, 200);
        const { statusCode, body } = await throughServer(service.app, named);
        assert.equal(statusCode, 403);
        assert.equal(JSON.parse(body).required_scope, "act");
      }
    } finally {
      await service.close();
    }
  });
});

describe("metrics beyond loopback", () => {
  for (const [env, status] of [
    [{ POMODORO_AUTH: "keys" }, 401],
    [{ POMODORO_AUTH: "keys", POMODORO_METRICS_PUBLIC: "true" }, 200],
    [{ POMODORO_ALLOW_UNAUTHENTICATED_NETWORK: "true" }, 200],
  ] as const) {
    test(`are answered with ${status} when ${Object.keys(env).join(" and ")} is set`, async () => {
      const service = await openTestApp({ env: { HOST: "0.0.0.0", ...env } });
      try {
        assert.equal((await throughServer(service.app, { url: "/metrics" })).statusCode, status);
      } finally {
        await service.close();
      }
    });
  }
});

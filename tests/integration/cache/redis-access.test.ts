import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { promisify } from "node:util";
import { pingRedis } from "../../../src/adapters/redis/redis-ping.ts";
import { redisStore } from "../../../src/adapters/redis/redis-store.ts";
import type { CacheStore } from "../../../src/ports.ts";
import { eventually } from "../../support/eventually.ts";
import { missingRedisServer, type OwnRedis, openOwnRedis } from "../../support/own-redis.ts";

const skip = (await missingRedisServer()) ?? false;
const run = promisify(execFile);
const PASSWORD = "p@ss:/?#";
const PREFIX = "pomodoro-ml:1:";

/** The rights that docs/caching.md names. */
const RIGHTS = /`(on .* \+ping)`/.exec(readFileSync("docs/caching.md", "utf8"))?.[1] ?? "";

/** A key, and a certificate for 127.0.0.1 and localhost signed with it. */
async function makeCertificate(folder: string): Promise<{ key: string; cert: string }> {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  await run("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
    ...["-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", cert],
    ...["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
  ]);
  return { key, cert };
}

async function use(store: CacheStore): Promise<void> {
  const group = `${PREFIX}{user}`;
  const lease = { holder: "one", lifeMs: 1000, counter: `${group} counter` };
  await store.set(`${group}a`, "value", { ttlMs: 60_000, group, rank: [0, 0, 0] });
  assert.equal(await store.get(`${group}a`, group), "value");
  assert.deepEqual(await store.members(group), [`${group}a`]);
  assert.equal((await store.lease(`${group} lease`, lease)).isMine, true);
  await store.release(`${group} lease`, "one");
  const found: string[] = [];
  for await (const keys of store.scan(PREFIX)) found.push(...keys);
  assert.ok(found.includes(`${group}a`));
  assert.equal(await store.delete([`${group}a`]), 1);
}

function answers(store: CacheStore): Promise<boolean> {
  return store.get(`${PREFIX}nothing`).then(
    () => true,
    () => false,
  );
}

/** Whether the store is connected, listens, and can do all that a cache asks of it. */
async function assertUsable(url: string): Promise<void> {
  const store = redisStore(url, `${PREFIX}deletions`);
  const messages: string[] = [];
  let isListening = false;
  store.listen({
    onMessage: (message) => messages.push(message),
    onGap() {
      isListening = true;
    },
  });
  try {
    await eventually("connected", () => answers(store), 5000);
    await use(store);
    await eventually("listening", () => isListening, 5000);
    await store.publish("news");
    await eventually("told", () => messages.includes("news"), 5000);
  } finally {
    await store.close();
  }
}

async function failureOf(url: string): Promise<string> {
  const store = redisStore(url, `${PREFIX}deletions`);
  try {
    // A moment in which a good connection would have been opened.
    await eventually("answered", () => answers(store), 500).catch(() => {});
    return await store.get(`${PREFIX}nothing`).then(
      () => "none",
      (error: Error) => error.message,
    );
  } finally {
    await store.close();
  }
}

describe("a Redis that requires TLS", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-tls-"));
  const trusted = getCACertificates("default");
  let redis: OwnRedis;
  let url: string;
  let certificate: string;
  before(async () => {
    const { key, cert } = await makeCertificate(folder);
    certificate = readFileSync(cert, "utf8");
    redis = await openOwnRedis({
      "tls-cert-file": cert,
      "tls-key-file": key,
      "tls-auth-clients": "no",
    });
    // The plain port is kept, for the test itself.
    const tlsPort = redis.port + 10_000;
    assert.equal(await redis.ask("config", "set", "tls-port", String(tlsPort)), "OK");
    // One address: a second attempt beside a slow first one would answer for it.
    url = `rediss://127.0.0.1:${tlsPort}`;
  });
  after(async () => {
    setDefaultCACertificates(trusted);
    await redis.close();
    rmSync(folder, { recursive: true });
  });

  test("is not used while its certificate is not trusted", async () => {
    assert.notEqual(await failureOf(url), "none");
    await assert.rejects(pingRedis(url, 2000), /certificate|SELF_SIGNED/i);
  });

  test("is used when Node trusts its certificate", async () => {
    setDefaultCACertificates([...trusted, certificate]);
    await assertUsable(url);
    await pingRedis(url, 2000);
  });
});

describe("a Redis with access control", { skip }, () => {
  let redis: OwnRedis;
  const as = (user: string, password: string) =>
    `redis://${user}:${encodeURIComponent(password)}@127.0.0.1:${redis.port}`;
  before(async () => {
    redis = await openOwnRedis();
    const rights = RIGHTS.split(" ").slice(2);
    assert.equal(await redis.ask("acl", "setuser", "cache", "on", `>${PASSWORD}`, ...rights), "OK");
    assert.equal(await redis.ask("acl", "setuser", "nobody", "on", `>${PASSWORD}`), "OK");
  });
  after(() => redis.close());

  test("is used by a user with the documented rights and no others", async () => {
    await assertUsable(as("cache", PASSWORD));
    await pingRedis(as("cache", PASSWORD), 2000);
  });

  test("is not used with a wrong password, nor without rights", async () => {
    assert.notEqual(await failureOf(as("cache", "wrong")), "none");
    assert.match(await failureOf(as("nobody", PASSWORD)), /NOPERM/);
  });

  test("is used with a password alone, as the default user", async () => {
    await redis.ask("config", "set", "requirepass", PASSWORD);
    assert.match(await failureOf(`redis://127.0.0.1:${redis.port}`), /NOAUTH/);
    await assertUsable(`redis://:${encodeURIComponent(PASSWORD)}@127.0.0.1:${redis.port}`);
  });
});

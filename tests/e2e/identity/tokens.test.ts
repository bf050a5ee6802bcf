import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { openTestApp, type TestApp, throughServer } from "../../support/app.ts";

const SECRET = "a secret that is shared with the signer of tokens";
const URL = "/api/analysis";

/** One that is undefined is left out. */
type Claims = Record<string, unknown>;

/** A token of the signer's, as the claims have it; good for an hour. */
async function sign(
  service: TestApp,
  key: CryptoKey | string,
  claims: Claims,
  header: { alg?: string; kid?: string } = {},
): Promise<string> {
  const nowSeconds = Math.floor(service.clock.now() / 1000);
  return new SignJWT({ exp: nowSeconds + 3600, ...claims })
    .setProtectedHeader({ alg: typeof key === "string" ? "HS256" : "RS256", ...header })
    .sign(typeof key === "string" ? new TextEncoder().encode(key) : key);
}

function asker(service: () => TestApp) {
  return async (token: string, sent: { url?: string; method?: "POST" } = {}) => {
    const { url = URL, method = "GET" } = sent;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await throughServer(service().app, { url, method, headers });
    const { code = "", required_scope = "" } = answer.statusCode < 400 ? {} : answer.json();
    return {
      status: answer.statusCode,
      code,
      required_scope,
      from: answer.headers["server-timing"],
    };
  };
}

describe("tokens signed with a shared secret", () => {
  let service: TestApp;
  const ask = asker(() => service);
  before(async () => {
    service = await openTestApp({
      env: {
        POMODORO_AUTH: "keys,jwt",
        POMODORO_JWT_SECRET: SECRET,
        POMODORO_JWT_ISSUER: "https://login.example.org/",
        POMODORO_JWT_AUDIENCE: "pomodoro",
      },
    });
  });
  after(() => service.close());

  const good = { iss: "https://login.example.org/", aud: "pomodoro", sub: "ada" };

  test("let in whom they name, the second time without being checked again", async () => {
    const token = await sign(service, SECRET, good);
    assert.equal((await ask(token)).status, 200);
    const again = await ask(token);
    assert.equal(again.status, 200);
    assert.equal(again.from, "cache;desc=local");
  });

  test("may read, write and ask for texts unless they say otherwise", async () => {
    const scopes: [Claims, string, "GET" | "POST", number][] = [
      [{}, "/api/train", "POST", 200],
      [{}, "/api/ai/motivation", "GET", 200],
      [{}, "/api/keys", "GET", 403],
      [{ scope: "openid read" }, URL, "GET", 200],
      [{ scope: "openid read" }, "/api/train", "POST", 403],
      [{ scope: "openid" }, URL, "GET", 403],
      [{ scp: ["write"] }, "/api/train", "POST", 200],
      [{ scp: "admin" }, "/api/keys", "GET", 200],
    ];
    for (const [claims, url, method, status] of scopes) {
      const token = await sign(service, SECRET, { ...good, ...claims });
      const answer = await ask(token, { url, ...(method === "POST" && { method }) });
      assert.equal(answer.status, status, `${JSON.stringify(claims)} ${url}`);
    }
  });

  test("are refused when anything about them is wrong", async () => {
    const nowSeconds = Math.floor(service.clock.now() / 1000);
    const unsigned = [{ alg: "none" }, { ...good, exp: nowSeconds + 60 }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const token = await sign(service, SECRET, good);
    const wrong = {
      unsigned: `${unsigned}.`,
      "another secret": await sign(service, `${SECRET}!`, good),
      "another signer": await sign(service, SECRET, { ...good, iss: "https://evil.example.org/" }),
      "another audience": await sign(service, SECRET, { ...good, aud: ["other"] }),
      "no end": await sign(service, SECRET, { ...good, exp: undefined }),
      "not yet good": await sign(service, SECRET, { ...good, nbf: nowSeconds + 31 }),
      "no user": await sign(service, SECRET, { ...good, sub: undefined }),
      "a user with blanks": await sign(service, SECRET, { ...good, sub: "a b" }),
      "a changed claim": token.replace(
        /\.[^.]+\./,
        `.${Buffer.from('{"sub":"eve"}').toString("base64url")}.`,
      ),
      "no token": "abc",
    };
    for (const [what, each] of Object.entries(wrong)) {
      for (let time = 0; time < 2; time += 1) {
        assert.deepEqual(
          { what, ...(await ask(each)) },
          {
            ...{ what, status: 401, code: "unauthenticated", required_scope: "" },
            from: undefined,
          },
        );
      }
    }
  });

  test("are good for thirty seconds longer, and not a moment more, when clocks differ", async () => {
    const nowSeconds = Math.floor(service.clock.now() / 1000);
    const early = await sign(service, SECRET, { ...good, nbf: nowSeconds + 29 });
    assert.equal((await ask(early)).status, 200);
    const token = await sign(service, SECRET, { ...good, exp: nowSeconds + 60 });
    assert.equal((await ask(token)).status, 200);
    service.clock.advance(89_000);
    assert.equal((await ask(token)).status, 200);
    service.clock.advance(1000);
    assert.equal((await ask(token)).status, 401, "also one that was kept");
  });
});

describe("tokens signed with a private key", () => {
  let service: TestApp;
  let provider: Server;
  let pair: Awaited<ReturnType<typeof generateKeyPair>>;
  let next: Awaited<ReturnType<typeof generateKeyPair>>;
  const published: Record<string, unknown>[] = [];
  let status = 200;
  let fetches = 0;
  const ask = asker(() => service);

  before(async () => {
    pair = await generateKeyPair("RS256");
    next = await generateKeyPair("RS256");
    published.push({ ...(await exportJWK(pair.publicKey)), kid: "one", alg: "RS256" });
    provider = createServer((_request, response) => {
      fetches += 1;
      response.writeHead(status, { "content-type": "application/json", location: "/elsewhere" });
      response.end(JSON.stringify({ keys: published }));
    });
    await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
    service = await openTestApp({
      env: { POMODORO_AUTH: "jwt", POMODORO_JWT_JWKS_URL: `http://127.0.0.1:${portOf(provider)}/` },
    });
  });
  after(async () => {
    provider.close();
    await service.close();
  });

  const one = (sub: string) => sign(service, pair.privateKey, { sub }, { kid: "one" });
  const two = (sub: string) => sign(service, next.privateKey, { sub }, { kid: "two" });

  test("wait for the keys: while these cannot be had, the answer is to come again", async () => {
    for (const answer of [302, 500]) {
      status = answer;
      assert.deepEqual(await ask(await one("ada")), {
        ...{ status: 503, code: "identity_unavailable", required_scope: "", from: undefined },
      });
      service.clock.advance(5000);
    }
    assert.equal(fetches, 2, "no redirect was followed");
    status = 200;
    fetches = 0;
  });

  test("are checked with keys that are fetched once", async () => {
    for (const user of ["ada", "bea", "cyd"])
      assert.equal((await ask(await one(user))).status, 200);
    assert.equal(fetches, 1);
  });

  test("that name an unknown key have them fetched again, not more than once a minute", async () => {
    service.clock.advance(60_000);
    for (let time = 0; time < 5; time += 1) {
      assert.equal((await ask(await two(`user${time}`))).status, 401);
    }
    assert.equal(fetches, 2);
    published.push({ ...(await exportJWK(next.publicKey)), kid: "two", alg: "RS256" });
    service.clock.advance(60_000);
    assert.equal((await ask(await two("ada"))).status, 200);
    assert.equal(fetches, 3);
  });

  test("go on being checked while the provider is down", async () => {
    status = 500;
    service.clock.advance(3_600_000);
    assert.equal((await ask(await one("ada"))).status, 200);
    assert.equal((await ask(await two("ada"))).status, 200);
  });

  test("are never checked with a public key in place of a secret", async () => {
    const confused = [
      await sign(service, JSON.stringify(published[0]), { sub: "ada" }, { kid: "one" }),
      await sign(service, SECRET, { sub: "ada" }, { kid: "one" }),
    ];
    for (const token of confused) assert.equal((await ask(token)).status, 401);
  });

  test("are what is accepted: a key is not, when only tokens are", async () => {
    const { key } = await service.dependencies.keyService.create({
      ...{ name: "test", userId: "ada", scopes: ["read"], lifeMs: undefined },
    });
    assert.equal((await ask(key)).status, 401);
  });
});

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}

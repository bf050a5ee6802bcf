import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { LightMyRequestResponse } from "fastify";
import { SignJWT } from "jose";
import type { Scope } from "../../../src/domain/principal.ts";
import { openTestApp, type TestApp, throughServer } from "../../support/app.ts";
import { ledTo, type Visitor, visitorOf } from "../../support/page-forms.ts";

const COOKIE = "pomodoro_key";
const SECRET = "a secret that is shared with the signer of tokens";

/** What an answer has the browser keep the key with. */
function keyCookie({ headers }: LightMyRequestResponse): string | undefined {
  return [headers["set-cookie"] ?? []].flat().find((cookie) => cookie.startsWith(`${COOKIE}=`));
}

describe("keys on pages", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp({
      env: { POMODORO_AUTH: "keys,jwt", POMODORO_JWT_SECRET: SECRET },
    });
  });
  after(() => service.close());

  async function makeKey(userId: string, scopes: readonly Scope[] = ["read", "write"]) {
    const { keyService } = service.dependencies;
    return keyService.create({ name: "browser", userId, scopes, lifeMs: undefined });
  }

  async function signedIn(key: string, language?: string): Promise<Visitor> {
    const visitor = visitorOf(service, language);
    await visitor.get("/ui/week");
    const answer = await visitor.post("/ui/sign-in", [["credential", key]]);
    assert.equal(answer.statusCode, 303);
    return visitor;
  }

  test("are asked for once, and lead to the page that was asked for", async () => {
    const { key } = await makeKey("ada");
    for (const [language, title] of [
      ["en", "Sign in"],
      ["cs", "Přihlášení"],
    ] as const) {
      const visitor = visitorOf(service, language);
      const asked = await visitor.get("/ui/week");
      assert.equal(asked.statusCode, 401);
      assert.match(asked.body, new RegExp(`<h2>${title}</h2>`));
      const to = /name="to" value="(\w*)"/.exec(asked.body)?.[1] ?? "";
      const sent = await visitor.post("/ui/sign-in", [
        ["credential", key],
        ["to", to],
      ]);
      assert.equal(ledTo(sent, "/ui/sign-in"), "/ui/week");
      assert.equal((await visitor.get("/ui/week")).statusCode, 200);
      assert.equal((await visitor.get("/ui")).statusCode, 200);
    }
  });

  test("are kept where no script, no other site and no other address gets them", async () => {
    const { key } = await makeKey("ada");
    const visitor = visitorOf(service);
    await visitor.get("/ui");
    const sent = await visitor.post("/ui/sign-in", [
      ["credential", key],
      ["to", "../../evil"],
    ]);
    assert.equal(ledTo(sent, "/ui/sign-in"), "/ui");
    const expected = `${COOKIE}=${key}; Max-Age=15552000; HttpOnly; SameSite=Strict`;
    assert.equal(keyCookie(sent), expected);
    const over = await visitor.post("/ui/sign-in", [["credential", key]], "https://127.0.0.1:5002");
    assert.equal(keyCookie(over), `${expected}; Secure`);

    // The API takes no cookie, wherever it comes from.
    const cookie = `${COOKIE}=${key}`;
    for (const url of ["/api/sessions", "/api/events", "/api/prediction/today", "/api/me/export"]) {
      const { statusCode } = await throughServer(service.app, { url, headers: { cookie } });
      assert.equal(statusCode, 401, url);
    }
    const { statusCode } = await throughServer(service.app, {
      ...{ method: "PATCH", url: "/api/settings", payload: { language: "cs" } },
      headers: { cookie },
    });
    assert.equal(statusCode, 401);
  });

  test("open everything that pages call", async () => {
    const visitor = await signedIn((await makeKey("eva")).key);
    for (const url of ["/ui/export?format=json", "/ui/everything", "/ui/import", "/ui/settings"]) {
      assert.equal((await visitor.get(url)).statusCode, 200, url);
    }
    const cookie = [...visitor.cookies].map((pair) => pair.join("=")).join("; ");
    const sent = { url: "/ui/events", headers: { cookie } };
    assert.deepEqual(Object.keys((await throughServer(service.app, sent)).json()), ["version"]);
    await visitor.get("/ui/settings");
    const saved = await visitor.post("/ui/settings", [["timezone", "Asia/Tokyo"]]);
    assert.equal(saved.statusCode, 303);
    assert.match((await visitor.get("/ui/settings")).body, /data-value="Asia\/Tokyo"/);
    // Nobody else's days have changed.
    const other = await signedIn((await makeKey("jan")).key);
    assert.doesNotMatch((await other.get("/ui/settings")).body, /data-value="Asia\/Tokyo"/);
  });

  test("that are none are refused beside the field, and not kept", async () => {
    const { key } = await makeKey("ada");
    for (const [language, sentence] of [
      ["en", "Is not a valid key or token"],
      ["cs", "Není platný klíč ani token"],
    ] as const) {
      const visitor = visitorOf(service, language);
      await visitor.get("/ui");
      for (const wrong of ["", `${key}A`, "x; Path=/", "a.b.c", "x".repeat(5000)]) {
        const refused = await visitor.post("/ui/sign-in", [["credential", wrong]]);
        assert.equal(refused.statusCode, 401);
        assert.match(refused.body, new RegExp(sentence));
        assert.equal(keyCookie(refused), undefined);
      }
    }
    const stranger = await visitorOf(service).post("/ui/sign-in", [["credential", key]]);
    assert.deepEqual([stranger.statusCode, keyCookie(stranger)], [403, undefined]);
  });

  test("that may only read change nothing, and can be given back", async () => {
    const visitor = await signedIn((await makeKey("ivo", ["read"])).key);
    const page = await visitor.get("/ui/settings");
    const refused = await visitor.post("/ui/settings", [["timezone", "Asia/Tokyo"]]);
    assert.equal(refused.statusCode, 403);
    assert.match(refused.body, /action="sign-out"/);
    assert.match(page.body, /action="sign-out"/);
    const out = await visitor.post("/ui/sign-out", []);
    assert.equal(ledTo(out, "/ui/sign-out"), "/ui/sign-in");
    assert.equal(visitor.cookies.has(COOKIE), false);
    assert.equal((await visitor.get("/ui/settings")).statusCode, 401);
  });

  test("that were revoked are asked for anew", async () => {
    const { key, id } = await makeKey("uma");
    const visitor = await signedIn(key);
    await service.dependencies.keyService.revoke(id);
    const { statusCode, body } = await visitor.get("/ui/load");
    assert.equal(statusCode, 401);
    assert.match(body, /is no longer valid/);
  });

  test("can be tokens, which are good until they expire", async () => {
    const exp = Math.floor(service.clock.now() / 1000) + 600;
    const token = await new SignJWT({ sub: "eli", exp })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode(SECRET));
    const visitor = await signedIn(token);
    assert.equal((await visitor.get("/ui/week")).statusCode, 200);
    service.clock.advance(3_600_000);
    assert.equal((await visitor.get("/ui/week")).statusCode, 401);
  });

  test("are in no log and no address", async () => {
    const { key } = await makeKey("zoe");
    const visitor = await signedIn(key);
    const { body } = await visitor.get("/ui");
    await visitor.post("/ui/sign-in", [["credential", `${key}A`]]);
    assert.ok(!body.includes(key.slice(-43)));
    assert.ok(service.logText().length > 0);
    assert.ok(!service.logText().includes(key.slice(-43)));
  });

  test("are not asked for where nobody has one", async () => {
    const open = await openTestApp();
    const visitor = visitorOf(open);
    const { body, statusCode } = await visitor.get("/ui/settings");
    assert.equal(statusCode, 200);
    assert.doesNotMatch(body, /sign-out/);
    assert.equal((await visitor.get("/ui/sign-in")).statusCode, 404);
    await open.close();
  });
});

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { OWNER } from "../../src/domain/principal.ts";
import { ServiceError } from "../../src/errors.ts";
import { openTestApp, type TestApp, throughServer } from "../support/app.ts";

/** Kept by the cache. */
const URL = "/api/analysis";

describe("who asks", () => {
  let service: TestApp;
  const verified = new Set<unknown>();
  let verifications = 0;

  before(async () => {
    service = await openTestApp({
      identify: {
        known({ headers: { authorization } }) {
          const isStillGood = () => verified.has(authorization);
          return isStillGood() ? { principal: OWNER, isStillGood } : undefined;
        },
        async verify({ headers }) {
          verifications += 1;
          if (headers.authorization !== "good") throw new ServiceError("foreign_origin");
          verified.add(headers.authorization);
          return OWNER;
        },
      },
    });
  });
  after(() => service.close());

  const ask = (authorization: string) =>
    throughServer(service.app, { url: URL, headers: { authorization } });

  test("is verified once, and known afterwards to the cached handler", async () => {
    assert.equal((await ask("good")).statusCode, 200);
    for (let time = 0; time < 2; time += 1) {
      assert.equal((await ask("good")).headers["server-timing"], "cache;desc=local");
    }
    assert.equal(verifications, 1);
  });

  test("is refused by the framework, although the answer is kept for others", async () => {
    assert.equal((await ask("good")).statusCode, 200);
    for (let time = 0; time < 2; time += 1) {
      const { statusCode, headers } = await ask("bad");
      assert.equal(statusCode, 403);
      assert.match(String(headers["content-type"]), /^application\/problem\+json/);
      assert.equal(headers.age, undefined, "nothing of the kept answer");
    }
  });
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { type CacheRequest, keyOf, normalizeParameters } from "../../../src/cache/cache-request.ts";
import { makeAnswer } from "../../../src/cache/cached-answer.ts";
import { cachedRoute } from "../../../src/cache/cached-route.ts";
import { createLocalTier } from "../../../src/cache/local-tier.ts";

const POLICY = { ttlMs: 1000, staleMs: 0, bucket: "none", shared: false } as const;

const answerOf = (size: number, version = 1) =>
  makeAnswer(Buffer.alloc(size), "en", { version, context: "" }, POLICY, {
    nowMs: 0,
    validUntilMs: Number.POSITIVE_INFINITY,
    spread: () => 0,
  });

describe("answers in memory", () => {
  test("stay within their byte limit, and the counters agree with the entries", () => {
    const action = fc.record({
      route: fc.nat(2),
      user: fc.nat(3),
      parameter: fc.nat(9),
      size: fc.nat(4000),
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
        const routes = ["/a", "/b", "/c"].map((url) => cachedRoute(url, POLICY));
        const tier = createLocalTier(20_000);
        for (const { route, user, parameter, size, remove } of actions) {
          const chosen = routes[route];
          if (chosen === undefined) continue;
          const request: CacheRequest = {
            route: chosen,
            userId: `u${user}`,
            locale: "en",
            parameters: String(parameter),
          };
          if (remove) tier.remove({ userId: request.userId });
          else tier.keep(request, answerOf(size));
          assert.ok(tier.bytes <= 20_000);
          assert.equal(
            routes.reduce((sum, each) => sum + each.entries, 0),
            tier.entries,
          );
          assert.equal(
            routes.reduce((sum, each) => sum + each.bytes, 0),
            tier.bytes,
          );
          const held = [...tier.list()];
          for (const userId of ["u0", "u1", "u2", "u3"]) {
            assert.equal(
              tier.ofUser(userId).length,
              held.filter((entry) => entry.request.userId === userId).length,
            );
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test("are removed for one user without affecting another's", () => {
    const route = cachedRoute("/a", POLICY);
    const tier = createLocalTier(100_000);
    for (const userId of ["alice", "bob"]) {
      for (const parameters of ["1", "2"]) {
        tier.keep({ route, userId, locale: "en", parameters }, answerOf(10));
      }
    }
    assert.equal(tier.remove({ userId: "alice" }), 2);
    assert.equal(tier.remove({ userId: "alice" }), 0);
    assert.equal(tier.ofUser("bob").length, 2);
    assert.equal(tier.remove({ matches: ({ parameters }) => parameters === "2" }), 1);
  });
});

describe("keys", () => {
  test("differ between different requests, for any user ids", () => {
    const route = cachedRoute("/a", POLICY);
    const part = fc.record({
      userId: fc.string({ maxLength: 8 }),
      locale: fc.constantFrom("en" as const, "cs" as const),
      parameters: fc.string({ maxLength: 8 }),
    });
    fc.assert(
      fc.property(part, part, (one, other) => {
        const same =
          one.userId === other.userId &&
          one.locale === other.locale &&
          one.parameters === other.parameters;
        assert.equal(keyOf({ route, ...one }) === keyOf({ route, ...other }), same);
      }),
    );
  });

  test("do not depend on the order of parameters", () => {
    assert.equal(
      normalizeParameters({ id: "1" }, { b: 2, a: "x" }),
      normalizeParameters({ id: "1" }, { a: "x", b: 2 }),
    );
    assert.notEqual(normalizeParameters({ a: 1 }, {}), normalizeParameters({}, { a: 1 }));
  });
});

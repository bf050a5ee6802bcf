import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { identifyByHeader } from "../support/identify-by-header.ts";
import { visitorOf } from "../support/page-forms.ts";

/** What every form of the service's pages is sent to. */
const FORMS = [
  "/ui/categories",
  "/ui/check-in",
  "/ui/colours",
  "/ui/delete",
  "/ui/drop",
  "/ui/erase",
  "/ui/finish",
  "/ui/import",
  "/ui/presets",
  "/ui/preview",
  "/ui/restore",
  "/ui/session",
  "/ui/settings",
  "/ui/sign-in",
  "/ui/sign-out",
  "/ui/start",
  "/ui/theme",
  "/ui/undo",
];

describe("forms of pages", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp({
      env: { POMODORO_AUTH: "keys" },
      identify: identifyByHeader("x-user"),
    });
    await service.app.ready();
  });
  after(() => service.close());

  const changing = () =>
    service.routes
      .filter(
        ({ url, method }) => /^\/ui(\/|$)/.test(url) && !["GET", "HEAD"].includes(`${method}`),
      )
      .map(({ url }) => url)
      .toSorted();

  test("are all known to this test, and are sent by POST", () => {
    assert.deepEqual(changing(), FORMS);
  });

  for (const url of FORMS) {
    test(`${url} refuses a form without a token, and one with another visitor's`, async () => {
      const forged = visitorOf(service);
      forged.cookies.set("pomodoro_visitor", "v".repeat(32));
      const other = visitorOf(service);
      await other.get("/ui/settings");
      other.cookies.set("pomodoro_visitor", "v".repeat(32));
      for (const visitor of [visitorOf(service), forged, other]) {
        const isUpload = ["/ui/import", "/ui/preview"].includes(url);
        const file = { name: "a.csv", content: "start,duration_minutes\n2026-03-01T09:00Z,25\n" };
        const answer = isUpload
          ? await visitor.upload(url, [], file)
          : await visitor.post(url, [["confirm", "delete everything"]]);
        assert.equal(answer.statusCode, 403, answer.body);
        assert.match(answer.body, /Form out of date/);
      }
      const empty = await service.json({ method: "POST", url });
      assert.deepEqual([empty.status, empty.body.code], [403, "form_expired"]);
    });
  }

  test("that are added refuse so by themselves", async () => {
    let isReached = false;
    const other = await openTestApp({
      onRoute(route) {
        // Any route of the pages, as if its handler had nothing but its own work in it.
        if (route.url !== "/ui/undo") return;
        route.handler = async (_request, reply) => {
          isReached = true;
          return reply.send("done");
        };
      },
    });
    const visitor = visitorOf(other);
    assert.equal((await visitor.post("/ui/undo", [])).statusCode, 403);
    assert.equal(isReached, false);
    await visitor.get("/ui/settings");
    assert.equal((await visitor.post("/ui/undo", [])).statusCode, 200);
    assert.equal(isReached, true);
    await other.close();
  });
});

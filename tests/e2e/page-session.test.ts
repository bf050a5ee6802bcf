import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { ledTo, visitorOf } from "../support/page-forms.ts";

/** What a form on the page would send along by itself. */
function idOn(body: string): string {
  return /name="id" value="([\w-]+)"/.exec(body)?.[1] ?? "";
}

describe("a session on a page", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());

  const current = async () => (await service.json({ url: "/api/sessions/current" })).body;
  const stored = async () => Object((await service.json({ url: "/api/sessions" })).body).sessions;

  test("begins and ends by forms, which do nothing twice", async () => {
    const visitor = visitorOf(service);
    const first = await visitor.get("/ui?lang=en");
    const begin: [string, string][] = [
      ["id", idOn(first.body)],
      ["preset", "flow_mode"],
      ["category", "Writing"],
    ];
    const begun = await visitor.post("/ui/start?lang=en", begin);
    assert.equal(ledTo(begun, "/ui/start"), "/ui?lang=en&done=started");
    const running = await current();
    assert.deepEqual(
      [running.preset, running.planned_minutes, running.category],
      ["flow_mode", 90, "Writing"],
    );
    assert.equal(ledTo(await visitor.post("/ui/start", begin), "/ui/start"), "/ui?done=started");
    // From a page that another device had open.
    const late = await visitor.post("/ui/start", [
      ["preset", "deep_work"],
      ["id", "5b2f1f3e-91c5-4a8e-8a3e-3c7d2d1f7a10"],
    ]);
    assert.equal(ledTo(late, "/ui/start"), "/ui?done=running");
    assert.deepEqual(await current(), running);

    service.clock.advance(42 * 60_000);
    const { body } = await visitor.get("/ui");
    assert.match(body, /data-start="2026-03-02T12:00:00\+01:00" data-now="2026-03-02T11:42:00Z"/);
    assert.match(body, /data-name="category" data-value="Writing"/);
    const end: [string, string][] = [
      ["id", idOn(body)],
      ["completed", "true"],
    ];
    const refused = await visitor.post("/ui/finish", [...end, ["rating", "101"]]);
    assert.equal(refused.statusCode, 400);
    assert.match(refused.body, /name="rating" value="101"[^>]* aria-invalid/);
    assert.match(refused.body, /action="finish"/);
    assert.match(refused.body, /href="\.\.\/ui"/);
    const ended = await visitor.post("/ui/finish", [...end, ["rating", "72,5"]]);
    assert.equal(ledTo(ended, "/ui/finish"), "/ui?done=finished");
    await visitor.post("/ui/finish", [...end, ["rating", "10"]]);
    const sessions = await stored();
    assert.equal(sessions.length, 1);
    assert.deepEqual([sessions[0].rating, sessions[0].duration_minutes], [72.5, 42]);
  });

  test("that had to wait for a connection has the times at which it began and ended", async () => {
    const visitor = visitorOf(service);
    const { body } = await visitor.get("/ui");
    const id = idOn(body);
    const nowMs = service.clock.now();
    const begin: [string, string][] = [
      ["id", id],
      ["category", "On a train"],
    ];
    for (const seconds of ["x", "-1", "1.5", "604801", "9".repeat(400)]) {
      for (const form of ["start", "finish"]) {
        const fields: [string, string][] = [...begin, ["seconds_ago", seconds]];
        const { statusCode, body: page } = await visitor.post(`/ui/${form}`, fields);
        assert.equal(statusCode, 400, seconds);
        assert.match(page, /class="trouble"/);
        assert.match(page, /seconds_ago/);
      }
    }
    const begun = await visitor.post("/ui/start", [...begin, ["seconds_ago", "3600"]]);
    assert.equal(ledTo(begun, "/ui/start"), "/ui?done=started");
    assert.equal(Date.parse(String((await current()).start)), nowMs - 3_600_000);
    const ended = await visitor.post("/ui/finish", [
      ["id", id],
      ["seconds_ago", "600"],
    ]);
    assert.equal(ledTo(ended, "/ui/finish"), "/ui?done=finished");
    const session = (await stored()).find((one: { id: string }) => one.id === id);
    assert.deepEqual([session.duration_minutes, session.category], [50, "On a train"]);

    const again = idOn((await visitor.get("/ui")).body);
    await visitor.post("/ui/start", [
      ["id", again],
      ["seconds_ago", "604800"],
    ]);
    await visitor.post("/ui/finish", [
      ["id", again],
      ["seconds_ago", "60"],
      ["duration_minutes", "25"],
    ]);
    const stated = (await stored()).find((one: { id: string }) => one.id === again);
    assert.equal(stated.duration_minutes, 25);
  });

  test("is given up or forgotten, in either language", async () => {
    const visitor = visitorOf(service, "cs");
    const { body } = await visitor.get("/ui");
    assert.match(body, /<button type="submit" class="main" data-key="s">Začít /);
    await visitor.post("/ui/start", [["id", idOn(body)]]);
    assert.equal(ledTo(await visitor.post("/ui/drop", []), "/ui/drop"), "/ui?done=dropped");
    const before = (await stored()).length;
    const again = await visitor.get("/ui?done=dropped");
    assert.match(again.body, /role="status">Zahozeno/);
    await visitor.post("/ui/start", [["id", idOn(again.body)]]);
    await visitor.post("/ui/finish", [
      ["completed", "false"],
      ["duration_minutes", "5"],
    ]);
    const sessions = await stored();
    assert.equal(sessions.length, before + 1);
    assert.ok(sessions.some(({ completed }: { completed: boolean }) => !completed));
  });

  test("is refused beside its field", async () => {
    const visitor = visitorOf(service);
    await visitor.get("/ui");
    const { statusCode, body } = await visitor.post("/ui/start", [["category", "<b>x</b>"]]);
    assert.equal(statusCode, 400);
    assert.match(body, /name="category" value="&lt;b&gt;x&lt;\/b&gt;"[^>]* aria-invalid/);
    assert.match(body, /action="start"/);
    assert.equal((await current()).code, "no_current_session");
  });
});

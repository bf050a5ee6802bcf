import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { ledTo, type Visitor, visitorOf } from "../support/page-forms.ts";

const START = "2026-03-02T09:00:00+01:00";

describe("a stored session on a page", () => {
  let service: TestApp;
  let visitor: Visitor;
  let id = "";
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());
  beforeEach(async () => {
    await service.json({ method: "DELETE", url: "/api/sessions?confirm=delete-all" });
    const payload = { start: START, duration_minutes: 25, category: "Mail", notes: "a\nb" };
    const { body } = await service.json({ method: "POST", url: "/api/sessions", payload });
    id = String(body.id);
    visitor = visitorOf(service);
    await visitor.get("/ui/settings");
  });

  const stored = async () => (await service.json({ url: `/api/sessions/${id}` })).body;

  /** What a browser sends of the form on the page, but for what is typed into it. */
  function form(typed: Readonly<Record<string, string>> = {}): [string, string][] {
    const fields = {
      ...{ id, start: START, duration_minutes: "25", preset: "deep_work", category: "Mail" },
      ...{ task: "", rating: "", notes: "a\r\nb", completed: "true", ...typed },
    };
    return Object.entries(fields).filter(([, value]) => value !== "no");
  }

  test("is found from the list, shown with all that it has, and only what is changed is", async () => {
    const { body: list } = await visitor.get("/ui/sessions?lang=cs");
    assert.match(list, new RegExp(`href="session\\?id=${id}&amp;lang=cs"`));
    const { body } = await visitor.get(`/ui/session?id=${id}`);
    assert.match(body, /<textarea [^>]*>\na\nb<\/textarea>/);
    assert.match(body, /name="completed" value="true" checked/);
    const before = await stored();
    assert.equal(
      ledTo(await visitor.post("/ui/session", form()), "/ui/session"),
      "/ui/sessions?done=changed",
    );
    assert.deepEqual(await stored(), before);
    const sent = await visitor.post(
      "/ui/session",
      form({ rating: "72,5", category: "", completed: "no" }),
    );
    assert.match((await visitor.get(ledTo(sent, "/ui/session"))).body, /role="status">Saved/);
    const { rating, category, completed, notes, start } = await stored();
    assert.deepEqual(
      [rating, category, completed, notes, start],
      [72.5, "Other", false, "a\nb", START],
    );
  });

  test("is refused beside the field, with what was typed", async () => {
    for (const [language, sentence] of [
      ["en", "Nothing was stored"],
      ["cs", "Nic se neuložilo"],
    ] as const) {
      visitor = visitorOf(service, language);
      await visitor.get("/ui/settings");
      for (const [name, value] of [
        ["rating", "101"],
        ["duration_minutes", "long"],
        ["start", "yesterday"],
        ["category", "<b>"],
      ] as const) {
        const { statusCode, body } = await visitor.post("/ui/session", form({ [name]: value }));
        assert.equal(statusCode, 400, name);
        assert.ok(body.includes(sentence));
        const shown = value.replace("<b>", "&lt;b&gt;");
        assert.match(body, new RegExp(`name="${name}" value="${shown}"[^>]*aria-invalid`));
        assert.match(body, new RegExp(`name="id" value="${id}"`));
      }
    }
    assert.equal((await stored()).rating, null);
  });

  test("is deleted and brought back by the page that says so, as it was, and once", async () => {
    const before = await stored();
    const { statusCode, body } = await visitor.post("/ui/delete", [["id", id]]);
    assert.equal(statusCode, 200);
    assert.match(body, /role="status">Deleted\./);
    assert.equal((await stored()).code, "session_not_found");
    const carried = /name="session" value="([^"]+)"/.exec(body)?.[1] ?? "";
    const session = carried.replaceAll("&quot;", '"');
    service.clock.set(new Date(service.clock.now() + 60_000).toISOString());
    for (const _ of [1, 2]) {
      const sent = await visitor.post("/ui/restore", [["session", session]]);
      const led = ledTo(sent, "/ui/restore");
      assert.equal(led, "/ui/sessions?done=restored");
      assert.match((await visitor.get(led)).body, /role="status">It is back/);
    }
    assert.deepEqual(await stored(), before);
    const foreign = [
      ["session", "{}"],
      ["session", "no"],
    ] as const;
    for (const field of foreign) {
      assert.equal((await visitor.post("/ui/restore", [field])).statusCode, 400);
    }
  });

  test("is deleted, sent twice as well, and what is not there is said to be so", async () => {
    await visitor.post("/ui/delete", [["id", id]]);
    const again = await visitor.post("/ui/delete", [["id", id]]);
    assert.equal(ledTo(again, "/ui/delete"), "/ui/sessions?done=deleted");
    for (const url of [`/ui/session?id=${id}`, "/ui/session?id=x", "/ui/session"]) {
      assert.equal((await visitor.get(url)).statusCode, 404, url);
    }
    assert.equal((await visitor.post("/ui/session", form())).statusCode, 404);
  });

  test("is somebody's own", async () => {
    const nowMs = service.clock.now();
    const foreign = newSession({ userId: "other", startedAtMs: nowMs - 7_200_000 });
    await service.dependencies.sessions.insert([foreign], nowMs);
    assert.equal((await visitor.get(`/ui/session?id=${foreign.id}`)).statusCode, 404);
    await visitor.post("/ui/delete", [["id", foreign.id]]);
    assert.ok(await service.dependencies.sessions.find("other", foreign.id));
  });
});

test("the list of sessions shows those that a filter asks for, page by page, and says which of it cannot be", async () => {
  const service = await openTestApp();
  const nowMs = service.clock.now();
  const history = Array.from({ length: 130 }, (_, index) =>
    newSession({
      startedAtMs: nowMs - (index + 1) * 7_200_000,
      category: index % 2 === 0 ? "Mail" : "Code",
      task: index === 7 ? "50% of_it" : null,
    }),
  );
  await service.dependencies.sessions.insert(history, nowMs);
  const visitor = visitorOf(service);
  const shown = async (query: string) => {
    const { body } = await visitor.get(`/ui/sessions?${query}`);
    return [...body.matchAll(/href="session\?id=/g)].length;
  };
  assert.equal(await shown("text=0%25+OF_"), 1);
  assert.equal(await shown("text=%25_"), 0);
  assert.equal(await shown("text=mail&preset=&category=&from=&to="), 50);
  assert.equal(await shown("category=Code&from=2026-03-02&to=2026-03-02&lang=cs"), 3);
  const { body } = await visitor.get("/ui/sessions?category=Mail");
  const next = /href="(sessions\?category=Mail&amp;cursor=[^"]+)"/.exec(body)?.[1];
  assert.equal(await shown(String(next).replace("sessions?", "").replace("&amp;", "&")), 15);
  assert.match(body, /<option value="Mail" selected>/);
  for (const query of ["from=soon", "from=2026-03-02&to=2026-03-01"]) {
    const refused = await visitor.get(`/ui/sessions?${query}`);
    assert.equal(refused.statusCode, 200);
    assert.match(refused.body, /aria-invalid="true"/);
  }
  await service.close();
});

test("the list of sessions goes back to the first one", async () => {
  const service = await openTestApp();
  const nowMs = service.clock.now();
  const history = Array.from({ length: 120 }, (_, index) =>
    newSession({ startedAtMs: nowMs - (index + 1) * 7_200_000 }),
  );
  await service.dependencies.sessions.insert(history, nowMs);
  const visitor = visitorOf(service);
  const seen = new Set<string>();
  let url: string | undefined = "/ui/sessions";
  while (url !== undefined) {
    const { body } = await visitor.get(url);
    for (const [, id = ""] of body.matchAll(/href="session\?id=([\w-]+)"/g)) seen.add(id);
    const next: string | undefined = /href="(sessions\?cursor=[^"]+)"/.exec(body)?.[1];
    url = next === undefined ? undefined : `/ui/${next}`;
  }
  assert.equal(seen.size, 120);
  assert.equal((await visitor.get("/ui/sessions?cursor=nonsense")).statusCode, 400);
  await service.close();
});

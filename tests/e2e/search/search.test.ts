import assert from "node:assert/strict";
import { after, before, describe, type TestContext, test } from "node:test";
import {
  openProviderDouble,
  type ProviderDouble,
  sendEmbeddings,
  sendJson,
} from "../../support/ai/provider-double.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { sessionInput } from "../../support/builders.ts";
import { identifyByHeader } from "../../support/identify-by-header.ts";

async function add(service: TestApp, changes: Record<string, unknown>): Promise<string> {
  const { status, body } = await service.json({
    method: "POST",
    url: "/api/sessions",
    payload: sessionInput({ start: "2026-03-01T09:00:00+01:00", ...changes }),
  });
  assert.equal(status, 201, JSON.stringify(body));
  return String(body.id);
}

async function search(service: TestApp, query: Record<string, string>) {
  const { status, body } = await service.json({ url: "/api/semantic-search", query });
  assert.equal(status, 200, JSON.stringify(body));
  const results: { id: string; similarity: number }[] = Object(body).results;
  return { body, results, ids: results.map(({ id }) => id) };
}

describe("search without a provider", () => {
  let service: TestApp;
  let browser = "";
  let thesis = "";
  before(async () => {
    service = await openTestApp();
    browser = await add(service, { notes: "Testy prohlížeče padaly na přihlášení", task: null });
    thesis = await add(service, {
      ...{ notes: "Second chapter of the thesis", task: "Thesis", rating: null },
      start: "2026-02-28T09:00:00+01:00",
    });
    await add(service, { notes: "given up: thesis", completed: false });
    await add(service, { notes: "old thesis notes", start: "2026-01-01T09:00:00+01:00" });
  });
  after(() => service.close());

  test("finds other forms of a word, and says by which method", async () => {
    const { body, ids } = await search(service, { query: "prohlizecu", min_similarity: "0" });
    assert.equal(ids[0], browser);
    assert.equal(body.model, "lexical-1");
    assert.equal(body.dimensions, 0);
    assert.equal(body.method, "lexical");
    assert.equal(body.count, ids.length);
  });

  test("finds only completed sessions of the days asked for", async () => {
    const { ids } = await search(service, { query: "thesis" });
    assert.deepEqual(ids, [thesis]);
    const older = await search(service, { query: "thesis", days: "365" });
    assert.equal(older.ids.length, 2);
  });

  test("what is below the similarity asked for is left out, and the limit holds", async () => {
    const all = await search(service, {
      query: "thesis chapter",
      days: "365",
      min_similarity: "0",
    });
    const [first, second] = all.results;
    assert.ok((first?.similarity ?? 0) > (second?.similarity ?? 1));
    const one = await search(service, {
      query: "thesis chapter",
      days: "365",
      limit: "1",
      min_similarity: "0",
    });
    assert.equal(one.ids.length, 1);
    const few = await search(service, {
      query: "thesis chapter",
      days: "365",
      min_similarity: "0.9",
    });
    assert.ok(few.ids.length < all.ids.length);
  });

  test("a write, a change and a deletion are in the next answer", async () => {
    const id = await add(service, { notes: "kytara a metronom" });
    assert.deepEqual((await search(service, { query: "kytary" })).ids, [id]);
    await service.json({
      ...{ method: "PATCH", url: `/api/sessions/${id}`, payload: { notes: "šachová partie" } },
    });
    assert.deepEqual((await search(service, { query: "kytary" })).ids, []);
    assert.deepEqual((await search(service, { query: "sachy", min_similarity: "0.2" })).ids, [id]);
    await service.request({ method: "DELETE", url: `/api/sessions/${id}` });
    assert.deepEqual((await search(service, { query: "sachy", min_similarity: "0.2" })).ids, []);
  });

  test("a query that says nothing, and limits that cannot be, are refused by name", async () => {
    for (const [query, field] of [
      [{ query: "  " }, "query"],
      [{}, "query"],
      [{ query: "a", limit: "0" }, "limit"],
      [{ query: "a", min_similarity: "2" }, "min_similarity"],
      [{ query: "a", days: "0" }, "days"],
    ] as const) {
      const { status, body } = await service.json({ url: "/api/semantic-search", query });
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), new RegExp(`"${field}"`));
    }
  });

  test("one person's notes are never found by another", async () => {
    const two = await openTestApp({
      identify: identifyByHeader("x-user"),
    });
    try {
      await two.json({
        ...{ method: "POST", url: "/api/sessions", headers: { "x-user": "ada" } },
        payload: sessionInput({ start: "2026-03-01T09:00:00+01:00", notes: "tajný plán" }),
      });
      const other = await two.json({
        ...{
          url: "/api/semantic-search",
          query: { query: "tajný plán" },
          headers: { "x-user": "bob" },
        },
      });
      assert.equal(other.body.count, 0);
    } finally {
      await two.close();
    }
  });

  test("health says what notes are searched by", async () => {
    const { body } = await service.json({ url: "/api/embedding/health" });
    assert.equal(body.status, "healthy");
    assert.equal(body.model, "lexical-1");
    assert.equal(body.test_embedding_length, 0);
  });
});

describe("search with an embedding model", () => {
  async function open(
    t: TestContext,
    env: Record<string, string> = {},
  ): Promise<{ double: ProviderDouble; service: TestApp }> {
    const double = await openProviderDouble();
    double.answer("");
    const service = await openTestApp({
      env: {
        ...{ AI_PROVIDER: "cloud", AI_API_KEY: "k", AI_API_URL: double.cloudUrl },
        ...{ EMBEDDING_MODEL: "vectors-1", AI_SEND_NOTES: "all", ...env },
      },
    });
    t.after(async () => {
      await service.close();
      await double.close();
    });
    return { double, service };
  }

  const embedded = (service: TestApp) => service.dependencies.noteVectors?.settled();

  test("notes are embedded in the background; then meaning counts too", async (t) => {
    const { service } = await open(t);
    const id = await add(service, { notes: "listen", task: null });
    assert.equal((await search(service, { query: "silent" })).body.method, "lexical");
    await embedded(service);
    // The double's vectors count letters: an anagram is the same, although no word is.
    const { body, ids } = await search(service, { query: "silent" });
    assert.equal(body.method, "fused");
    assert.equal(body.model, "vectors-1");
    assert.equal(body.dimensions, 27);
    assert.deepEqual(ids, [id]);
  });

  test("only what changed is embedded again", async (t) => {
    const { double, service } = await open(t);
    const id = await add(service, { notes: "first note", task: null });
    await search(service, { query: "first" });
    await embedded(service);
    await add(service, { notes: "another note", task: null });
    double.forget();
    await search(service, { query: "first" });
    await embedded(service);
    const texts = double.received.flatMap(({ body }) => Object(body.input));
    assert.deepEqual(texts.sort(), ["another note", "first"]);
    assert.ok(id);
  });

  test("a provider that fails leaves the words", async (t) => {
    const { double, service } = await open(t);
    const id = await add(service, { notes: "the thesis", task: null });
    for (const behave of [
      () => double.behave((response) => sendJson(response, { error: {} }, 500)),
      () =>
        double.behave((response, question) => sendEmbeddings(response, question, [[1], [2, 3]])),
      () => double.behave((response, question) => sendEmbeddings(response, question, [[null]])),
      () => double.behave((response, question) => sendEmbeddings(response, question, [])),
    ]) {
      behave();
      service.clock.advance(61_000);
      const { body, ids } = await search(service, { query: "thesis" });
      await embedded(service);
      assert.deepEqual(ids, [id]);
      assert.equal(body.method, "lexical");
    }
  });

  test("no note leaves unless notes may", async (t) => {
    for (const [policy, sent] of [
      ["none", []],
      ["recent", ["recent"]],
      ["all", ["ancient", "recent"]],
    ] as const) {
      const { double, service } = await open(t, { AI_SEND_NOTES: policy });
      await add(service, { notes: "recent", task: null });
      await add(service, { notes: "ancient", task: null, start: "2026-01-01T09:00:00+01:00" });
      await search(service, { query: "anything", days: "365" });
      await embedded(service);
      const texts = double.received
        .flatMap(({ body }) => Object(body.input))
        .filter((text) => text !== "anything");
      assert.deepEqual(texts.sort(), [...sent], policy);
    }
  });
});

test("a database that fails is 503, with the empty list that older clients read", async () => {
  const service = await openTestApp({
    change: (dependencies) => ({
      ...dependencies,
      searchService: {
        ...dependencies.searchService,
        search: async () => {
          throw Object.assign(new Error("gone"), { code: "database_unavailable" });
        },
      },
    }),
  });
  try {
    const { status, body } = await service.json({ url: "/api/semantic-search?query=a" });
    assert.equal(status, 503);
    assert.deepEqual(body.results, []);
    assert.equal(typeof body.error, "string");
  } finally {
    await service.close();
  }
});

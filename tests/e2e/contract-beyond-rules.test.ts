import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type TSchema, Type } from "typebox";
import type { NewSession } from "../../src/domain/session.ts";
import { BEYOND_RULES } from "../../src/parity/contract/beyond-rules.ts";
import { Count, DateOnly, orNull, Rating, Share, Text } from "../../src/parity/contract/members.ts";
import { compileCheck } from "../../src/schemas/validate.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { createPostgresDatabase, describePostgres } from "../support/databases.ts";
import { buildLegacyDatabase } from "../support/legacy-database.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";
import { testClock } from "../support/test-clock.ts";

/**
 * Answers that depend on a model, on the address or on what is kept have shapes alone that older clients rely on. These are
 * all members that the first version named, with their types, ranges and words.
 */
const MEMBERS = {
  ai_expand_suggestion: Type.Object({
    answer: Type.String({ pattern: "^[•\\-*] \\S" }),
    type: Type.Enum(["resources", "steps", "time_estimate", "connection"]),
    icon: Type.Enum(["📚", "🎯", "⏱️", "🔗"]),
    confidence: Share,
    ai_generated: Type.Boolean(),
    original_suggestion: Type.Object({ category: Text, topic: Text }),
    used_user_context: Type.Boolean(),
    fallback: Type.Optional(Type.Literal(true)),
  }),
  semantic_search: Type.Object({
    query: Text,
    results: Type.Array(
      Type.Object({
        id: Type.String({ pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" }),
        date: DateOnly,
        category: Text,
        task: orNull(Text),
        notes: orNull(Text),
        productivity_rating: orNull(Rating),
        similarity: Type.Number({ minimum: 0, maximum: 1 }),
      }),
    ),
    count: Count,
    model: Type.String({ minLength: 1 }),
    dimensions: Count,
  }),
  ai_v2_health: Type.Object({
    ai_provider: Type.Enum(["ollama", "cloud"]),
    configured_model: Text,
    status: Type.Enum([
      ...["healthy", "model_missing", "error", "unavailable", "disabled", "not_configured"],
    ]),
    message: Type.String({ minLength: 1 }),
    ollama_url: Type.Optional(Text),
    available_models: Type.Optional(Type.Array(Text)),
    ollama_connected: Type.Boolean(),
    cloud_api_url: Type.Optional(Text),
    cache_status: Type.Object({
      ...{ total_cached: Count, valid: Count, invalidated: Count },
      caches: Type.Array(
        Type.Object({
          ...{ type: Text, key: Text, valid: Type.Boolean() },
          ...{ generated_at: orNull(Text), expires_at: orNull(Text) },
        }),
      ),
    }),
  }),
} as const satisfies Record<string, TSchema>;

type Name = keyof typeof MEMBERS;

function assertMembers(name: Name, answer: unknown): void {
  for (const schema of [BEYOND_RULES[name].answer, MEMBERS[name]]) {
    const checked = compileCheck<TSchema>(schema)(answer);
    assert.deepEqual("problems" in checked ? checked.problems : [], [], JSON.stringify(answer));
  }
}

const QUESTIONS = [
  ["resources", "resources", "📚"],
  ["steps", "steps", "🎯"],
  ["time_estimate", "time_estimate", "⏱️"],
  ["connection", "connection", "🔗"],
  ["whatever", "resources", "📚"],
  [undefined, "resources", "📚"],
] as const;

/** Asks the three routes as the web app does, and as it could. */
async function checkRoutes(service: TestApp, category: string): Promise<void> {
  for (const locale of ["en", "cs"]) {
    const headers = { "accept-language": locale };
    for (const [question_type, type, icon] of QUESTIONS) {
      const topic = "Indexy v databázi";
      const { status, body } = await service.json({
        ...{ method: "POST", url: BEYOND_RULES.ai_expand_suggestion.path, headers },
        payload: { suggestion: { topic, category, reason: "a reason" }, question_type },
      });
      assert.equal(status, 200, JSON.stringify(body));
      assertMembers("ai_expand_suggestion", body);
      assert.deepEqual([body.type, body.icon], [type, icon]);
      assert.deepEqual(body.original_suggestion, { topic, category });
      const lines = String(body.answer).split("\n");
      for (const line of lines) assert.match(line, /^[•\-*] \S/, "every line has a bullet");
    }
    const health = await service.json({ url: BEYOND_RULES.ai_v2_health.path, headers });
    assert.equal(health.status, 200);
    assertMembers("ai_v2_health", health.body);
  }
  await checkRefusals(service);
}

async function checkRefusals(service: TestApp): Promise<void> {
  for (const suggestion of [
    undefined,
    null,
    {},
    { topic: "" },
    { topic: null, category: "SOAP" },
  ]) {
    const { status, body } = await service.json({
      ...{ method: "POST", url: BEYOND_RULES.ai_expand_suggestion.path },
      payload: { suggestion, question_type: "steps" },
    });
    assert.equal(status, 400, JSON.stringify(body));
    assert.equal(typeof body.error, "string");
    assert.equal(typeof body.answer, "string");
    assert.equal(body.confidence, 0);
  }
  for (const query of ["", "?query=", "?query=%20%20", "?query=x&limit=0", "?query=x&days=x"]) {
    const { status, body } = await service.json({
      url: `${BEYOND_RULES.semantic_search.path}${query}`,
    });
    assert.equal(status, 400, query);
    assert.equal(typeof body.error, "string");
  }
}

async function search(service: TestApp, query: string, rest = "") {
  const asked = `?query=${encodeURIComponent(query)}${rest}`;
  const { status, body } = await service.json({
    url: `${BEYOND_RULES.semantic_search.path}${asked}`,
  });
  assert.equal(status, 200, JSON.stringify(body));
  assertMembers("semantic_search", body);
  const results: Record<string, unknown>[] = Array.isArray(body.results) ? body.results : [];
  assert.equal(body.query, query);
  assert.equal(body.count, results.length);
  const similarities = results.map(({ similarity }) => Number(similarity));
  assert.deepEqual(
    similarities,
    similarities.toSorted((one, other) => other - one),
  );
  for (const similarity of similarities) {
    assert.equal(similarity, Math.round(similarity * 10_000) / 10_000, "four decimals");
  }
  return results;
}

const NOTES = "čtení o indexech v databázi";
const THREE = (nowMs: number): NewSession[] =>
  [1, 2, 3].map((hours) =>
    newSession({ startedAtMs: nowMs - hours * 3_600_000, notes: hours === 2 ? NOTES : null }),
  );

for (const [history, sessionsOf] of [
  ["an empty database", () => []],
  ["three sessions", THREE],
  ["a rich year", HISTORIES["a rich year"] ?? assert.fail("no rich year")],
] as const) {
  describe(`on ${history}, older clients find every member`, () => {
    let service: TestApp;
    before(async () => {
      service = await openTestApp();
      await storeSessions(service.dependencies, [...sessionsOf(service.clock.now())]);
    });
    after(() => service.close());

    test("of an explained suggestion, and of the state of the models", () =>
      checkRoutes(service, "Database"));

    test("of what is found among the notes", async () => {
      const found = await search(
        service,
        "databáze indexy",
        "&min_similarity=0.1&days=365&limit=5",
      );
      if (history === "an empty database") assert.deepEqual(found, []);
      if (history === "three sessions") assert.equal(found[0]?.notes, NOTES);
      assert.deepEqual(await search(service, "xyzzy qwertz"), []);
    });
  });
}

describePostgres(() => {
  test("on the web app's database older clients find every member, of its own rows", async () => {
    const created = await createPostgresDatabase();
    await buildLegacyDatabase(created.url, { embeddings: true });
    const clock = testClock("2026-01-13T08:00:00+01:00");
    const service = await openTestApp({ url: created.url, overrides: { clock } });
    try {
      await checkRoutes(service, "SOAP");
      const [found] = await search(service, "note", "&min_similarity=0.1");
      const id = "00000000-0000-4000-8000-000000000001";
      assert.deepEqual(
        { ...found, similarity: 0 },
        {
          ...{ id, date: "2026-01-12", category: "SOAP", task: "", notes: "a note" },
          ...{ productivity_rating: 85, similarity: 0 },
        },
      );
      const unrated = await search(service, "reading", "&min_similarity=0.1");
      assert.equal(unrated[0]?.productivity_rating, null);
    } finally {
      await service.close();
      await created.drop();
    }
  });
});

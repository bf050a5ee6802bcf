import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sessionInput } from "../support/builders.ts";
import { forEachDatabase } from "../support/databases.ts";
import { sessionClient } from "../support/session-client.ts";

/** Spellings of one name that nobody can tell apart by looking. */
const CAFE = ["Café", "Cafe\u0301", " Café", "Café\u00a0", "\u3000Cafe\u0301", "\tCafé\t"];

forEachDatabase((_name, open) => {
  const { post, batch, refused, service } = sessionClient(open);
  const get = async (url: string) => (await service().request({ url })).json();
  const choose = (categories: readonly string[]) =>
    service().request({ method: "POST", url: "/api/config/categories", payload: { categories } });

  describe("a name in several spellings", () => {
    test("is one category, one preset and one task, however the request spells it", async () => {
      for (const [index, spelling] of CAFE.entries()) {
        const start = `2026-02-0${index + 1}T09:00:00+01:00`;
        const names = { preset: spelling, category: spelling, task: spelling };
        assert.equal((await post(sessionInput({ start, ...names }))).statusCode, 201);
      }
      for (const spelling of CAFE) {
        for (const member of ["category", "preset"]) {
          const query = new URLSearchParams({ [member]: spelling });
          const body = await get(`/api/sessions?${query}`);
          assert.equal(body.sessions.length, CAFE.length, `${member} ${JSON.stringify(spelling)}`);
          assert.equal(body.sessions[0].task, "Café");
        }
        const query = new URLSearchParams({ category: spelling });
        const body = await get(`/api/recommendation?${query}`);
        const plain = await get(`/api/recommendation?${new URLSearchParams({ category: "Café" })}`);
        assert.deepEqual(body, plain);
      }
      assert.deepEqual((await get("/api/config/categories")).categories, ["Café"]);
    });

    test("is one category in a file", async () => {
      const rows = CAFE.map((spelling, index) => `2026-02-0${index + 1}T09:00Z,25,"${spelling}"`);
      const answer = await service().json({
        method: "POST",
        url: "/api/sessions/import",
        headers: { "content-type": "text/csv" },
        payload: `start,duration_minutes,category\n${rows.join("\n")}\n`,
      });
      assert.equal(answer.body.imported, CAFE.length);
      assert.equal((await get("/api/sessions?category=Caf%C3%A9")).sessions.length, CAFE.length);
    });

    test("is one of the chosen categories", async () => {
      assert.deepEqual((await choose(CAFE)).json().categories, ["Café"]);
    });
  });

  test("names with angle brackets or control characters are refused wherever they come in", async () => {
    for (const wrong of ["<b>x", "a>b", "a\u0007b", "a\tb", "a\u0085b", "a\u2028b"]) {
      const names = { category: wrong, preset: wrong };
      assert.deepEqual(await refused(sessionInput(names)), [
        "category name_characters",
        "preset name_characters",
      ]);
      const { body } = await batch([sessionInput({ category: wrong })]);
      assert.equal(body.invalid, 1);
      const chosen = await choose([wrong]);
      assert.equal(chosen.statusCode, 400);
      assert.equal(chosen.json().errors[0].code, "name_characters");
    }
    const task = "if a < b";
    assert.equal((await post(sessionInput({ task }))).json().task, task);
  });
});

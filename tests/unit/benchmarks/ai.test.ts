import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { evaluate } from "../../../benchmarks/quality/ai/evaluate.ts";

const COMMITTED = join(import.meta.dirname, "../../../benchmarks/quality/ai/templates.json");

test("committed scores of templates: every figure right, nothing missing, and no two days alike", () => {
  const { people, source, scores, repetition, contradictions } = JSON.parse(
    readFileSync(COMMITTED, "utf8"),
  );
  assert.equal(people, 60);
  assert.deepEqual(Object.keys(source), ["template"]);
  assert.equal(scores.length, 28);
  for (const { missing, too_long, refused } of scores) {
    assert.deepEqual([missing, too_long, refused], [0, 0, {}]);
  }
  assert.equal(repetition.identical, 0);
  assert.ok(repetition.mean_share < 0.35);
  assert.equal(contradictions, 0);
});

test("templates of a few of the people score now as they did for all", async () => {
  const committed = new Map<string, number>(
    JSON.parse(readFileSync(COMMITTED, "utf8")).scores.map((score: Record<string, unknown>) => [
      `${score.capability} ${score.locale}`,
      Number(score.mean_characters),
    ]),
  );
  const { scores, repetition, contradictions } = await evaluate([5, 6, 7, 10, 12, 14]);
  for (const { capability, locale, missing, refused, mean_characters } of scores) {
    assert.deepEqual([missing, refused], [0, {}], capability);
    const usual = committed.get(`${capability} ${locale}`) ?? assert.fail(capability);
    assert.ok(Math.abs(mean_characters - usual) <= 0.35 * usual, `${capability} ${locale}`);
  }
  assert.equal(repetition.identical, 0);
  assert.equal(contradictions, 0);
});

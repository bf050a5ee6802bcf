import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { forEachDatabase } from "../support/databases.ts";
import { serviceOn } from "../support/service-on.ts";

const FULL = {
  sleep_quality: 80,
  energy_level: 60,
  mood: 70,
  stress_level: 20,
  motivation: 90,
  focus_ability: 50,
};

forEachDatabase((_name, open) => {
  const { service } = serviceOn(open);
  beforeEach(async () => {
    for (const date of ["2026-02-28", "2026-03-01", "2026-03-02"]) {
      await service().request({ method: "DELETE", url: `/api/wellness/${date}` });
    }
  });

  const put = (date: string, payload: object) =>
    service().json({ method: "PUT", url: `/api/wellness/${date}`, payload });
  const get = (path: string) => service().json({ url: `/api/wellness${path}` });
  async function field(answer: Promise<{ status: number; body: Record<string, unknown> }>) {
    const { status, body } = await answer;
    assert.equal(status, 400, JSON.stringify(body));
    assert.ok(Array.isArray(body.errors));
    return `${body.errors[0].field} ${body.errors[0].code}`;
  }

  describe("a check-in", () => {
    test("is stored with its weighted mean, and read back", async () => {
      const answer = await put("2026-03-02", { ...FULL, mood: 70.126, notes: "slept well" });
      assert.equal(answer.status, 201);
      assert.deepEqual(answer.body, {
        date: "2026-03-02",
        ...FULL,
        mood: 70.13,
        // 0.2·(80+60) + 0.15·(70.13+80+90+50)
        overall_wellness: 71.5,
        notes: "slept well",
        created_at: "2026-03-02T12:00:00+01:00",
        updated_at: "2026-03-02T12:00:00+01:00",
      });
      assert.deepEqual((await get("/2026-03-02")).body, answer.body);
    });

    test("replaces the earlier one of the day as a whole", async () => {
      await put("2026-03-01", { ...FULL, notes: "x" });
      const answer = await put("2026-03-01", { mood: 40 });
      assert.equal(answer.status, 200);
      const { mood, sleep_quality, overall_wellness, notes } = answer.body;
      assert.deepEqual([mood, sleep_quality, overall_wellness, notes], [40, null, 40, null]);
    });

    test("shares the weights of what was not answered, and counts stress upside down", async () => {
      const { body } = await put("2026-03-01", { stress_level: 30, energy_level: 100 });
      // (0.15·70 + 0.2·100) / 0.35
      assert.equal(body.overall_wellness, 87.1);
    });

    test("of all noughts is an answer, not a missing one", async () => {
      const { body } = await put("2026-03-01", { mood: 0 });
      assert.equal(body.overall_wellness, 0);
    });

    test("needs one answer at least, each within 0 to 100", async () => {
      assert.equal(await field(put("2026-03-02", {})), "body required_any_metric");
      assert.equal(await field(put("2026-03-02", { notes: "x" })), "body required_any_metric");
      assert.equal(await field(put("2026-03-02", { mood: null })), "body required_any_metric");
      assert.equal(await field(put("2026-03-02", { mood: 101 })), "mood maximum");
      assert.equal(await field(put("2026-03-02", { mood: -1 })), "mood minimum");
      assert.equal(await field(put("2026-03-02", { mood: "good" })), "mood type");
      assert.equal(await field(put("2026-03-02", { mod: 5 })), "mod unknown");
      const notes = "n".repeat(501);
      assert.equal(await field(put("2026-03-02", { mood: 5, notes })), "notes max_length");
      assert.equal((await get("/2026-03-02")).status, 404);
    });

    test("belongs to a date that exists and is not far ahead", async () => {
      assert.equal(await field(put("2026-02-29", FULL)), "date date");
      assert.equal(await field(put("today", FULL)), "date date");
      assert.equal(await field(put("1969-12-31", FULL)), "date year");
      assert.equal(await field(put("2026-03-04", FULL)), "date future");
      assert.equal((await put("2026-03-03", FULL)).status, 201);
      await service().request({ method: "DELETE", url: "/api/wellness/2026-03-03" });
    });

    test("can be deleted, once", async () => {
      await put("2026-03-02", FULL);
      const url = "/api/wellness/2026-03-02";
      assert.equal((await service().request({ method: "DELETE", url })).statusCode, 204);
      const again = await service().request({ method: "DELETE", url });
      assert.equal(again.statusCode, 404);
      assert.equal(again.json().code, "wellness_not_found");
    });
  });

  describe("the list of check-ins", () => {
    async function dates(query: string): Promise<string[]> {
      const { body } = await get(query);
      assert.ok(Array.isArray(body.checkins), JSON.stringify(body));
      return body.checkins.map(({ date }) => date);
    }

    test("is the days asked for, oldest first; the last 30 when none are", async () => {
      await put("2026-03-02", FULL);
      await put("2026-02-28", FULL);
      await put("2026-01-31", FULL);
      assert.deepEqual(await dates(""), ["2026-02-28", "2026-03-02"]);
      assert.deepEqual(await dates("?from=2026-01-31"), ["2026-01-31", "2026-02-28", "2026-03-02"]);
      assert.deepEqual(await dates("?from=2026-02-01&to=2026-03-01"), ["2026-02-28"]);
      await service().request({ method: "DELETE", url: "/api/wellness/2026-01-31" });
    });

    test("covers at most 366 days, forwards", async () => {
      assert.equal((await get("?from=2025-03-02&to=2026-03-02")).status, 200);
      assert.equal(await field(get("?from=2025-03-01&to=2026-03-02")), "from max_range");
      assert.equal(await field(get("?from=2026-03-02&to=2026-03-01")), "to order");
      assert.equal(await field(get("?from=yesterday")), "from date");
      assert.equal(await field(get("?since=2026-03-02")), "since unknown");
    });
  });
});

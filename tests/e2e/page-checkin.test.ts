import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { ledTo, visitorOf } from "../support/page-forms.ts";
import { storeSessions } from "../support/stored-histories.ts";

const DAY = "2026-03-02";

describe("a check-in on a page", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());

  const stored = async () => (await service.json({ url: `/api/wellness/${DAY}` })).body;

  test("is stored by a form, shown again, and leaves alone what it does not ask for", async () => {
    for (const [language, sentence] of [
      ["en", "Saved."],
      ["cs", "Uloženo."],
    ] as const) {
      const visitor = visitorOf(service, language);
      const { body: first } = await visitor.get("/ui/load");
      assert.match(first, new RegExp(`name="date" value="${DAY}"`));
      const sent = await visitor.post("/ui/check-in", [
        ...[["date", DAY] as const, ["sleep_quality", "70"] as const],
        ...[["stress_level", "30"] as const, ["mood", ""] as const],
      ]);
      assert.equal(ledTo(sent, "/ui/check-in"), "/ui/load?done=checked_in");
      const { sleep_quality, stress_level, mood, overall_wellness } = await stored();
      assert.deepEqual([sleep_quality, stress_level, mood], [70, 30, null]);
      const { body } = await visitor.get("/ui/load?done=checked_in");
      assert.match(body, new RegExp(`role="status">${sentence}`));
      assert.match(body, /<option value="70" selected>/);
      assert.match(
        body,
        new RegExp(`data-name="overall_wellness" data-value="${overall_wellness}"`),
      );
    }
    const noted = { mood: 62.5, notes: "Slept badly" };
    await service.json({ method: "PUT", url: `/api/wellness/${DAY}`, payload: noted });
    const visitor = visitorOf(service);
    const { body } = await visitor.get("/ui/load");
    assert.match(body, /<option value="62.5" selected>62.5<\/option>/);
    await visitor.post("/ui/check-in", [
      ["date", DAY],
      ["mood", "80"],
    ]);
    const { mood, notes } = await stored();
    assert.deepEqual([mood, notes], [80, "Slept badly"]);
  });

  test("is refused where nothing is answered, or what cannot be", async () => {
    const before = await stored();
    const visitor = visitorOf(service);
    await visitor.get("/ui/load");
    for (const fields of [
      [["date", DAY]],
      [
        ["date", DAY],
        ["mood", "101"],
      ],
      [
        ["date", DAY],
        ["mood", "good"],
      ],
      [
        ["date", "2026-03-09"],
        ["mood", "50"],
      ],
      [
        ["date", "no day"],
        ["mood", "50"],
      ],
    ]) {
      const sent = fields.map(([name = "", value = ""]): [string, string] => [name, value]);
      const { statusCode, body } = await visitor.post("/ui/check-in", sent);
      assert.equal(statusCode, 400, JSON.stringify(fields));
      assert.match(body, /role="alert"/);
      assert.match(body, /action="check-in"/);
    }
    assert.deepEqual(await stored(), before);
  });

  test("stands beside the load of whoever has sessions", async () => {
    await storeSessions(service.dependencies, [
      newSession({ startedAtMs: service.clock.now() - 7_200_000 }),
    ]);
    const { body } = await visitorOf(service).get("/ui/load");
    assert.match(body, /How is today\?/);
    assert.match(body, /data-name="risk_level"/);
  });
});

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { asObject } from "../../scripts/openapi/json.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { cliFolder } from "../support/cli.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";

const SHORT = { id: "25/5", name: "Short", work_minutes: 25, break_minutes: 5 };
const LONG = { id: "constructor", name: "Long", work_minutes: 50, break_minutes: 10 };

forEachDatabase((_name, open) => {
  describe("presets of a person's own", () => {
    let database: OpenedDatabase;
    let service: TestApp;

    before(async () => {
      database = await open();
      service = await openTestApp({ url: database.url });
    });
    after(async () => {
      await service.close();
      await database.close();
    });

    async function change(presets: unknown) {
      const payload = { presets };
      const answer = await service.request({ method: "PATCH", url: "/api/settings", payload });
      return { status: answer.statusCode, body: answer.json() };
    }

    async function ask(url: string) {
      const answer = await service.request({ url });
      assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`);
      return answer.json();
    }

    test("are the four built-in ones until a list is chosen, and again when it is taken back", async () => {
      const builtIn = (await ask("/api/settings")).presets;
      assert.equal(builtIn.length, 4);
      const { body } = await change([{ ...SHORT, id: " 25/5\u00a0", name: "Cafe\u0301" }, LONG]);
      assert.deepEqual(body.presets, [{ ...SHORT, name: "Café" }, LONG]);
      assert.deepEqual(body.own, ["presets"]);
      assert.deepEqual((await ask("/api/settings")).presets, body.presets);
      assert.deepEqual((await change(null)).body.presets, builtIn);
    });

    test("are refused where they cannot be, naming what is wrong, and nothing is changed", async () => {
      const many = Array.from({ length: 13 }, (_, index) => ({ ...SHORT, id: `p${index}` }));
      for (const [presets, field, code] of [
        [[SHORT, { ...LONG, id: "__proto__" }], "presets[1].id", "preset_id"],
        [[SHORT, { ...LONG, id: "=cmd" }], "presets[1].id", "preset_id"],
        [[SHORT, { ...LONG, id: "25/5\u200b" }], "presets[1].id", "repeated"],
        [[{ ...SHORT, id: "<b>" }], "presets[0].id", "name_characters"],
        [[{ ...SHORT, id: "\u00a0" }], "presets[0].id", "min_length"],
        [[{ ...SHORT, name: "<script>" }], "presets[0].name", "name_characters"],
        [[{ ...SHORT, name: "a\u0000b" }], "presets[0].name", "text"],
        [[SHORT, { ...LONG, name: "\u200b" }], "presets[1].name", "min_length"],
        [[{ ...SHORT, name: "n".repeat(51) }], "presets[0].name", "max_length"],
        [[{ ...SHORT, work_minutes: 0 }], "presets[0].work_minutes", "minimum"],
        [[{ ...SHORT, work_minutes: 481 }], "presets[0].work_minutes", "maximum"],
        [[{ ...SHORT, work_minutes: 2.5 }], "presets[0].work_minutes", "type"],
        [[{ ...SHORT, break_minutes: -1 }], "presets[0].break_minutes", "minimum"],
        [[{ ...SHORT, break_minutes: 241 }], "presets[0].break_minutes", "maximum"],
        [[{ ...SHORT, colour: "red" }], "presets[0].colour", "unknown"],
        [[{ id: "a", name: "A", work_minutes: 5 }], "presets[0].break_minutes", "required"],
        [[], "presets", "min_items"],
        [many, "presets", "max_items"],
        ["25/5", "presets", "type"],
      ] as const) {
        const { status, body } = await change(presets);
        assert.equal(status, 400, JSON.stringify(presets));
        assert.deepEqual(
          [body.errors[0].field, body.errors[0].code],
          [field, code],
          JSON.stringify(presets),
        );
      }
      assert.deepEqual((await ask("/api/settings")).own, []);
    });

    test("go along when everything about the person is taken along", async () => {
      await change([SHORT, LONG]);
      const { body } = await service.request({ url: "/api/me/export" });
      const row = body.split("\n").find((line) => line.includes('"user_settings"')) ?? "";
      assert.deepEqual(JSON.parse(JSON.parse(row).presets), [
        { id: "25/5", name: "Short", workMinutes: 25, breakMinutes: 5 },
        { id: "constructor", name: "Long", workMinutes: 50, breakMinutes: 10 },
      ]);
      await change(null);
    });
  });

  describe("answers about a person's own presets", () => {
    let database: OpenedDatabase;
    let service: TestApp;

    before(async () => {
      database = await open();
      service = await openTestApp({ url: database.url });
      const { sessions } = service.dependencies;
      const nowMs = service.clock.now();
      const used = ["25/5", "constructor", "deep_work", "__proto__"];
      // Four sessions on each of forty days up to yesterday, 25/5 rated best, each preset at all hours.
      const history = Array.from({ length: 160 }, (_, index) => {
        const [day, place] = [Math.floor(index / 4), index % 4];
        const preset = used[(day + place) % used.length] ?? "";
        return newSession({
          startedAtMs: nowMs - (1 + day) * 86_400_000 + (2 * place - 3) * 3_600_000,
          ...{ preset, rating: (preset === "25/5" ? 90 : 55) + (index % 5) },
        });
      });
      await sessions.insert(history, nowMs);
    });
    after(async () => {
      await service.close();
      await database.close();
    });

    async function choose(presets: unknown): Promise<void> {
      const payload = { presets };
      const answer = await service.request({ method: "PATCH", url: "/api/settings", payload });
      assert.equal(answer.statusCode, 200, answer.body);
    }

    async function ask(url: string, method: "GET" | "POST" = "GET") {
      const answer = await service.request({ method, url });
      assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`);
      return answer.json();
    }

    test("name presets of the list alone, by the names that the person gave them", async () => {
      await choose([SHORT, LONG]);
      const ids = [SHORT.id, LONG.id];
      const recommendation = await ask("/api/recommendation");
      assert.equal(recommendation.preset, SHORT.id);
      assert.equal(recommendation.alternative, LONG.id);
      assert.match(recommendation.reason, /\bShort\b/);
      assert.deepEqual(Object.keys(recommendation.all_scores), ids);
      assert.deepEqual(Object.keys(recommendation.probability_best), ids);

      const today = await ask("/api/prediction/today");
      const schedule = await ask("/api/optimal-schedule?day=tuesday");
      const briefing = await ask("/api/ai/morning-briefing", "POST");
      const next = await ask("/api/ai/next-session-suggestion");
      const named: string[] = [
        ...today.recommended_schedule.map(
          (hour: { recommended_preset: string }) => hour.recommended_preset,
        ),
        ...schedule.optimal_schedule.sessions.map(({ preset }: { preset: string }) => preset),
        ...schedule.peak_hours.map(
          (hour: { recommended_preset: string }) => hour.recommended_preset,
        ),
        ...briefing.optimal_schedule.map(({ preset }: { preset: string }) => preset),
        next.preset,
      ];
      assert.ok(named.length > 8);
      for (const preset of named) assert.ok(ids.includes(preset), preset);
      const [planned] = schedule.optimal_schedule.sessions;
      assert.deepEqual(
        [planned.preset, planned.preset_name, planned.work_minutes, planned.break_minutes],
        [SHORT.id, SHORT.name, SHORT.work_minutes, SHORT.break_minutes],
      );
    });

    test("take the first of the list where a question names none and the list has no deep work", async () => {
      await choose([LONG, SHORT]);
      const { context } = await ask("/api/predict-quality");
      assert.deepEqual([context.preset, context.preset_name], [LONG.id, LONG.name]);
      const asked = (await ask("/api/predict-quality?preset=25%2F5")).context;
      assert.equal(asked.preset_name, SHORT.name);
      await choose(null);
      assert.equal((await ask("/api/predict-quality")).context.preset, "deep_work");
    });

    test("follow the list at once, and what was learned is what a fold afresh learns", async () => {
      const { profileService } = service.dependencies;
      for (const [presets, first] of [
        [[SHORT, LONG], SHORT.id],
        [[LONG], LONG.id],
        [[{ ...LONG, name: "Renamed" }, SHORT], SHORT.id],
        [[{ ...SHORT, work_minutes: 30 }], SHORT.id],
      ] as const) {
        await ask("/api/recommendation");
        await choose(presets);
        assert.equal((await ask("/api/recommendation")).preset, first);
        const { matches, differing } = await profileService.rebuild("default", { checkOnly: true });
        assert.ok(matches, String(differing));
      }
      const minutes = (await ask("/api/optimal-schedule?day=tuesday")).optimal_schedule.sessions;
      assert.equal(minutes[0].work_minutes, 30);
      await choose(null);
      assert.ok("flow_mode" in (await ask("/api/recommendation")).all_scores);
    });

    test("keep what was done with presets that are listed no more", async () => {
      const before = await ask("/api/preset-stats");
      await choose([SHORT]);
      const after = await ask("/api/preset-stats");
      for (const preset of ["25/5", "constructor", "deep_work", "__proto__"]) {
        assert.ok(Object.hasOwn(after, preset), preset);
        assert.equal(after[preset].sessions, before[preset].sessions, preset);
      }
      const { analysis } = await ask("/api/analysis");
      assert.ok(Object.hasOwn(analysis.productivity_by_preset, "__proto__"));
    });

    test("are shown by name on the pages, as text", async () => {
      await choose([{ ...SHORT, name: 'R&D "fast"' }]);
      for (const page of ["/ui", "/ui/patterns", "/ui/sessions"]) {
        const { statusCode, body } = await service.request({ url: page });
        assert.equal(statusCode, 200);
        assert.match(body, /R&amp;D (&quot;|&#34;|")fast/, page);
        assert.doesNotMatch(body, /R&D/, page);
      }
    });
  });
});

test("a preset of one's own, from the command line through a port to the recommendation", async () => {
  using folder = cliFolder();
  const server = await folder.serve();
  const run = async (...args: string[]) => {
    const ended = await folder.run(args);
    assert.equal(ended.code, 0, ended.stderr);
    return ended.stdout;
  };
  await run("settings", "set", "--presets", "25/5=25/5=Rychlá");
  const headers = { "content-type": "application/json" };
  const start = "2026-03-02T09:30:00+01:00";
  const body = JSON.stringify({ start, duration_minutes: 25, preset: "25/5", rating: 80 });
  const sent = await fetch(`${server.address}/api/sessions`, { method: "POST", headers, body });
  assert.equal(sent.status, 201);
  const recommended = await fetch(`${server.address}/api/recommendation`);
  const answer = asObject(await recommended.json());
  assert.deepEqual(answer.probability_best, { "25/5": 1 });
  assert.match(await run("recommend"), /^Rychlá \(25\/5\)\n/);
  await server.stop();
});

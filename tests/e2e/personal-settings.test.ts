import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import { openTestApp, type TestApp, throughServer } from "../support/app.ts";
import { cliFolder } from "../support/cli.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";

/** Three people whose clocks show different days at most moments. */
const ZONES = {
  aroha: "Pacific/Auckland",
  petra: "Europe/Prague",
  lou: "America/Los_Angeles",
} as const;
type Name = keyof typeof ZONES;
const NAMES: readonly Name[] = ["aroha", "petra", "lou"];

const WITHIN_MS = 5000;

const NOT_STATED = {
  ...{ working_hours: null, days_off: [], absences: [] },
  presets: [
    { id: "deep_work", name: "Deep Work", work_minutes: 52, break_minutes: 17 },
    { id: "learning", name: "Learning", work_minutes: 45, break_minutes: 15 },
    { id: "quick_tasks", name: "Quick Tasks", work_minutes: 25, break_minutes: 5 },
    { id: "flow_mode", name: "Flow Mode", work_minutes: 90, break_minutes: 20 },
  ],
  category_colours: [],
};
const CONFIGURED = {
  ...{ timezone: "Europe/Prague", day_start_hour: 0, language: "en" },
  ...NOT_STATED,
};

/** What every capability says about today, of people who may be anywhere. */
const DATED = [
  "/api/prediction/today",
  "/api/prediction/week",
  "/api/days",
  "/api/weekly-insights/2026-03-09",
  "/api/analysis",
  "/api/optimal-schedule",
  "/api/detect-anomalies",
  "/api/burnout-risk",
  "/api/trends",
  "/api/insights/summary",
  "/api/track-record",
];

forEachDatabase((_name, open) => {
  describe("settings of one's own", () => {
    let database: OpenedDatabase;
    let service: TestApp;
    /** Another process on the same data. */
    let replica: TestApp;
    let key: string;

    before(async () => {
      database = await open();
      const env = { POMODORO_AUTH: "keys" };
      service = await openTestApp({ url: database.url, env });
      const overrides = { clock: service.clock };
      replica = await openTestApp({ url: database.url, env, overrides });
      const made = await service.dependencies.keyService.create({
        ...{ name: "backend", userId: "backend", lifeMs: undefined },
        scopes: ["read", "write", "act"],
      });
      ({ key } = made);
      for (const name of NAMES) await change(name, { timezone: ZONES[name] });
    });
    after(async () => {
      await replica.close();
      await service.close();
      await database.close();
    });

    async function ask(user: string, sent: InjectOptions | string, at = service) {
      const request = typeof sent === "string" ? { url: sent } : sent;
      const headers = { ...request.headers, "x-api-key": key, "x-pomodoro-user": user };
      const answer = await throughServer(at.app, { ...request, headers });
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
    }

    function change(user: string, payload: object, at = service) {
      return ask(user, { method: "PATCH", url: "/api/settings", payload }, at);
    }

    async function write(user: string, start: string) {
      const payload = { start, duration_minutes: 25, rating: 70, category: "Work" };
      const { status } = await ask(user, { method: "POST", url: "/api/sessions", payload });
      assert.equal(status, 201);
    }

    async function today(user: string, at = service): Promise<string> {
      const { body } = await ask(user, "/api/prediction/today", at);
      return body.date;
    }

    /** The process that writes knows at once; PostgreSQL tells the other one a moment later. */
    async function followed(user: string): Promise<void> {
      const feeds = [service.dependencies.feed, replica.dependencies.feed];
      await eventually(
        "both processes have heard of it",
        async () => {
          const [one, other] = await Promise.all(feeds.map((feed) => feed.current(user)));
          return one === other;
        },
        WITHIN_MS,
      );
    }

    test("are the configured ones until something is chosen, and again when it is taken back", async () => {
      assert.deepEqual((await ask("nobody", "/api/settings")).body, { ...CONFIGURED, own: [] });
      const chosen = { timezone: "Asia/Tokyo", day_start_hour: 4, language: "cs" };
      const { status, body } = await change("eva", chosen);
      assert.equal(status, 200);
      assert.deepEqual(body, {
        ...{ ...chosen, ...NOT_STATED },
        own: ["timezone", "day_start_hour", "language"],
      });
      assert.deepEqual((await ask("eva", "/api/settings")).body, body);
      assert.deepEqual((await change("eva", { timezone: null })).body, {
        ...{ ...chosen, ...NOT_STATED, timezone: "Europe/Prague" },
        own: ["day_start_hour", "language"],
      });
      const nothing = { day_start_hour: null, language: null };
      assert.deepEqual((await change("eva", nothing)).body, { ...CONFIGURED, own: [] });
      assert.deepEqual((await change("eva", {})).body, { ...CONFIGURED, own: [] });
    });

    test("are refused with the member's name when they cannot be, and nothing is changed", async () => {
      for (const [member, value] of [
        ["timezone", "Europe/Atlantis"],
        ["timezone", "+02:00"],
        ["timezone", ""],
        ["timezone", 7],
        ["day_start_hour", 13],
        ["day_start_hour", -1],
        ["day_start_hour", 1.5],
        ["language", "tlh"],
        ["zone", "Europe/Prague"],
        ["days_off", [0]],
        ["days_off", "6"],
      ] as const) {
        const { status, body } = await change("fred", { day_start_hour: 3, [member]: value });
        assert.equal(status, 400, `${member}: ${value}`);
        assert.ok(body.errors[0].field.startsWith(member), `${member}: ${body.errors[0].field}`);
      }
      assert.deepEqual((await ask("fred", "/api/settings")).body.own, []);
    });

    test("are kept under the zone's one proper spelling", async () => {
      const { body } = await change("gina", { timezone: "europe/prague" });
      assert.equal(body.timezone, "Europe/Prague");
    });

    test("cut everybody's own days on one server", async () => {
      // In the same minute it is Tuesday in Auckland, Monday in Prague and Monday in Los Angeles.
      service.clock.set("2026-03-02T12:00:00Z");
      assert.deepEqual(await Promise.all(NAMES.map((name) => today(name))), [
        "2026-03-03",
        "2026-03-02",
        "2026-03-02",
      ]);
      service.clock.set("2026-03-03T03:00:00Z");
      assert.deepEqual(await Promise.all(NAMES.map((name) => today(name))), [
        "2026-03-03",
        "2026-03-03",
        "2026-03-02",
      ]);
    });

    test("count one moment's session to different days, before and after a write in between", async () => {
      service.clock.set("2026-03-05T12:00:00Z");
      const start = "2026-03-04T11:30:00Z";
      const ownDay = { aroha: "2026-03-05", petra: "2026-03-04", lou: "2026-03-04" };
      for (const writes of [1, 2]) {
        for (const name of NAMES) await write(name, start);
        for (const at of [service, replica]) {
          for (const name of NAMES) {
            if (at === replica) await followed(name);
            const { body } = await ask(name, "/api/days", at);
            const worked = body.days.filter((day: { completed: number }) => day.completed > 0);
            assert.deepEqual(
              worked.map((day: { date: string; completed: number }) => [day.date, day.completed]),
              [[ownDay[name], writes]],
              name,
            );
          }
        }
      }
    });

    test("hold in every answer at once after a change, on the other replica too", async () => {
      service.clock.set("2026-03-10T12:00:00Z");
      await write("vera", "2026-03-09T23:30:00Z");
      for (const [zone, day] of [
        ["Pacific/Auckland", "2026-03-11"],
        ["America/Los_Angeles", "2026-03-10"],
        ["Pacific/Kiritimati", "2026-03-11"],
        ["Pacific/Pago_Pago", "2026-03-10"],
      ] as const) {
        for (const url of DATED) await ask("vera", url, replica);
        await change("vera", { timezone: zone });
        await followed("vera");
        assert.equal(await today("vera"), day);
        assert.equal(await today("vera"), day, "kept");
        assert.equal(await today("vera", replica), day);
        const offset = new Temporal.ZonedDateTime(1_773_144_000_000_000_000n, zone).offset;
        for (const url of DATED) {
          const here = await ask("vera", url);
          assert.equal(here.status, 200, url);
          const there = await ask("vera", url, replica);
          assert.deepEqual(there.body, here.body, url);
          const { as_of } = here.body;
          if (typeof as_of === "string") assert.ok(as_of.endsWith(offset), `${url}: ${as_of}`);
        }
      }
    });

    test("refold a person: the incremental profile is the one that is folded afresh", async () => {
      service.clock.set("2026-03-20T12:00:00Z");
      for (let day = 1; day <= 12; day += 1) {
        await write("zoe", `2026-03-${String(day).padStart(2, "0")}T22:40:00Z`);
      }
      const { profileService } = service.dependencies;
      for (const payload of [
        { timezone: "Asia/Tokyo" },
        { day_start_hour: 5 },
        { timezone: "America/Los_Angeles" },
        { timezone: null, day_start_hour: null },
      ]) {
        await profileService.now("zoe");
        await change("zoe", payload);
        const { matches, differing } = await profileService.rebuild("zoe", { checkOnly: true });
        assert.ok(matches, `${JSON.stringify(payload)}: ${differing}`);
      }
    });

    test("move the start of the day", async () => {
      service.clock.set("2026-03-12T02:30:00+01:00");
      assert.equal(await today("nora"), "2026-03-12");
      await change("nora", { day_start_hour: 4 });
      assert.equal(await today("nora"), "2026-03-11");
      service.clock.set("2026-03-12T04:00:00+01:00");
      assert.equal(await today("nora"), "2026-03-12");
    });

    for (const [what, moments] of [
      [
        // In Prague the night of 29 March has no hour from 2 to 3.
        "set forward",
        [
          ["2026-03-28T22:59:00Z", "2026-03-29", "2026-03-28", "2026-03-28"],
          ["2026-03-28T23:00:00Z", "2026-03-29", "2026-03-29", "2026-03-28"],
          ["2026-03-29T06:59:00Z", "2026-03-29", "2026-03-29", "2026-03-28"],
          ["2026-03-29T07:00:00Z", "2026-03-29", "2026-03-29", "2026-03-29"],
          ["2026-03-29T11:00:00Z", "2026-03-30", "2026-03-29", "2026-03-29"],
          ["2026-03-29T22:00:00Z", "2026-03-30", "2026-03-30", "2026-03-29"],
        ],
      ],
      [
        // Auckland has set its clocks forward by then, Prague sets them back on this day, Los Angeles a week later.
        "set back",
        [
          ["2026-10-24T21:59:00Z", "2026-10-25", "2026-10-24", "2026-10-24"],
          ["2026-10-24T22:00:00Z", "2026-10-25", "2026-10-25", "2026-10-24"],
          ["2026-10-25T11:00:00Z", "2026-10-26", "2026-10-25", "2026-10-25"],
          ["2026-10-25T22:59:00Z", "2026-10-26", "2026-10-25", "2026-10-25"],
          ["2026-10-25T23:00:00Z", "2026-10-26", "2026-10-26", "2026-10-25"],
        ],
      ],
    ] as const) {
      test(`change days at each one's midnight where clocks are ${what}`, async () => {
        for (const [now, ...days] of moments) {
          service.clock.set(now);
          assert.deepEqual(await Promise.all(NAMES.map((name) => today(name))), days, now);
        }
      });
    }

    test("decide the language of a request that asks for none, and of no other", async () => {
      const language = async (headers: Record<string, string>, url = "/api/trends") => {
        const answer = await ask("olga", { url, headers });
        return answer.headers["content-language"];
      };
      assert.equal(await language({}), "en");
      await change("olga", { language: "cs" });
      for (const url of ["/api/trends", "/api/trends", "/api/models", "/api/sessions/nobody"]) {
        assert.equal(await language({}, url), "cs", url);
        assert.equal(await language({ "accept-language": "*" }, url), "cs", url);
        assert.equal(await language({ "accept-language": "de" }, url), "cs", url);
        assert.equal(await language({ "accept-language": "en-GB,cs;q=0.5" }, url), "en", url);
      }
      const refused = await ask("olga", { method: "POST", url: "/api/sessions", payload: {} });
      assert.equal(refused.headers["content-language"], "cs");
      assert.match(refused.body.detail, /\p{L}/u);
      await change("olga", { language: null }, replica);
      await followed("olga");
      assert.equal(await language({}), "en");
    });

    test("decide which dates there are", async () => {
      const skipped = "/api/prediction/today?date=2011-12-30";
      await change("sina", { timezone: "Pacific/Apia" });
      for (let times = 0; times < 2; times += 1) {
        assert.equal((await ask("petra", skipped)).status, 200);
        const { status, body } = await ask("sina", skipped);
        assert.equal(status, 400);
        assert.equal(body.errors[0].code, "no_such_day");
      }
    });

    test("are nobody else's", async () => {
      const before = (await ask("petra", "/api/settings")).body;
      await change("aroha", { language: "cs", day_start_hour: 7 });
      assert.deepEqual((await ask("petra", "/api/settings")).body, before);
      assert.deepEqual((await ask("nobody", "/api/settings")).body, { ...CONFIGURED, own: [] });
      await change("aroha", { language: null, day_start_hour: null });
    });

    test("may be written into the table by other programs, and nonsense there does no harm", async () => {
      const settings = database.database.executor;
      await settings
        .insertInto("user_settings")
        .values({ user_id: "hand", timezone: "Mars/Olympus", language: "tlh" })
        .execute();
      assert.equal((await ask("hand", "/api/prediction/today")).status, 200);
      assert.equal((await ask("hand", "/api/settings")).body.language, "en");
      await settings
        .updateTable("user_settings")
        .set({ timezone: "Pacific/Kiritimati" })
        .where("user_id", "=", "hand")
        .execute();
      service.clock.set("2026-03-02T12:00:00Z");
      await eventually(
        "the replica has heard of it",
        async () => (await today("hand", replica)) === "2026-03-03",
        WITHIN_MS,
      );
    });
  });
});

describe("pomodoro-ml settings", () => {
  test("shows, sets and takes back, and a running service follows at once", async () => {
    using folder = cliFolder();
    const server = await folder.serve([], { TIMEZONE: "Europe/Prague" });
    const settings = async (...args: string[]) => {
      const ended = await folder.run(["settings", ...args, "--json"], {
        TIMEZONE: "Europe/Prague",
      });
      assert.equal(ended.code, 0, ended.stderr);
      return JSON.parse(ended.stdout);
    };
    const served = async () => (await fetch(`${server.address}/api/settings`)).json();
    assert.deepEqual(await settings("show"), { ...CONFIGURED, own: [] });
    assert.deepEqual(await served(), { ...CONFIGURED, own: [] });
    const chosen = ["--timezone", "Asia/Tokyo", "--day-start-hour", "5", "--language", "cs"];
    const set = await settings("set", ...chosen, "--presets", "25/5=25/5, long=50/10=Long");
    assert.deepEqual(set.own, ["timezone", "day_start_hour", "language", "presets"]);
    assert.deepEqual(set.presets, [
      { id: "25/5", name: "25/5", work_minutes: 25, break_minutes: 5 },
      { id: "long", name: "Long", work_minutes: 50, break_minutes: 10 },
    ]);
    assert.deepEqual(await served(), set);
    const left = await settings("reset", "day-start-hour", "presets");
    assert.deepEqual(left.own, ["timezone", "language"]);
    assert.deepEqual((await settings("show", "--user", "ada")).own, []);
    const said = await folder.run(["settings", "show"]);
    assert.match(said.stdout, /^Time zone: Asia\/Tokyo \(own choice\)\nDays begin at 0:00 \(as/);
    assert.deepEqual((await settings("reset")).own, []);
    assert.deepEqual(await served(), { ...CONFIGURED, own: [] });
    await server.stop();
  });

  test("refuses what cannot be, and changes nothing", async () => {
    using folder = cliFolder();
    const wrong: [string[], RegExp, number][] = [
      [["set"], /Say what to set/, 2],
      [["set", "--day-start-hour", "13"], /0 to 12/, 2],
      [["set", "--presets", "25/5"], /ID=WORK\/BREAK/, 2],
      [["set", "--presets", "a=25/5,a=0/5"], /presets\[1\]\.id.*presets\[1\]\.work_minutes/s, 1],
      [["set", "--language", "tlh"], /en, cs|"en"/, 2],
      [["set", "--timezone", "Mars/Olympus", "--language", "cs"], /timezone/, 1],
      [["reset", "zone"], /timezone, day_start_hour, language/, 2],
    ];
    for (const [args, said, code] of wrong) {
      const ended = await folder.run(["settings", ...args]);
      assert.match(ended.stderr, said);
      assert.equal(ended.code, code, args.join(" "));
    }
    const { stdout } = await folder.run(["settings", "show", "--json"]);
    assert.deepEqual(JSON.parse(stdout).own, []);
  });
});

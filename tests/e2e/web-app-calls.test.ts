import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { isObject } from "../../src/parity/compare-values.ts";
import { formatDay, parseDay } from "../../src/time/calendar.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { createPostgresDatabase, describePostgres, openTestSqlite } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";
import { buildLegacyDatabase } from "../support/legacy-database.ts";
import { openPlainSql, type PlainSql } from "../support/plain-sql.ts";
import {
  BRIEFING,
  INVALIDATE,
  INVALIDATE_BRIEFING,
  PAGES,
  POST_CATEGORIES,
  type WebCall,
  WORDS,
} from "../support/web-app/calls.ts";
import { assertFields } from "../support/web-app/read-fields.ts";

/** The day of the tests' clock. */
const TODAY = "2026-03-02";
/** The tests' clock stands at noon of that day, so a row's own time of making must not be today's. */
const MINUTES_AGO = "2026-03-02T10:55:00.000Z";
/** A second is promised, and measured where the version feed is tested; a busy machine gets more here. */
const FRESH_MS = 5000;

/** One session, as the web app inserts it when its timer ends. */
function insertSession(
  columns: Readonly<Record<string, string>>,
  {
    category = "SOAP",
    task = "",
    preset = "deep_work",
    rating = "80",
    date = TODAY,
    time = "11:30:00",
  },
): string {
  const values = {
    id: `'${randomUUID()}'`,
    preset: `'${preset}'`,
    category: `'${category}'`,
    task: `'${task}'`,
    duration_minutes: "52",
    completed: "true",
    productivity_rating: rating,
    notes: "'šlo to'",
    date: `'${date}'`,
    time: `'${time}'`,
    ...columns,
  };
  return `insert into sessions (${Object.keys(values).join(", ")}) values (${Object.values(values).join(", ")})`;
}

/** Eight weeks of work before today. */
function history(columns: Readonly<Record<string, string>>): string {
  const today = parseDay(TODAY) ?? 0;
  const days = Array.from({ length: 56 }, (_, back) => today - 1 - back).filter(
    (day) => day % 7 > 1,
  );
  return days
    .flatMap((day) =>
      ["09:52:00", "11:20:31.5", "15:05:00"].map((time, at) =>
        insertSession(columns, {
          date: formatDay(day),
          time,
          category: ["SOAP", "REST API", "Sociální sítě"][(day + at) % 3] ?? "SOAP",
          preset: ["deep_work", "learning", "quick_tasks"][at] ?? "deep_work",
          rating: (day + at) % 7 === 0 ? "null" : String(50 + ((3 * day + 7 * at) % 45)),
        }),
      ),
    )
    .join(";\n");
}

interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly ms: number;
}

/** Calls as the web app's client does: a connection for each, its headers, nothing about a language. */
function call(address: string, { method, target, body, id }: WebCall): Promise<Answered> {
  const started = performance.now();
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    "User-Agent": "python-requests/2.31.0",
    "Accept-Encoding": "gzip, deflate",
    Accept: "*/*",
    Connection: "keep-alive",
    ...(id ? { "X-Request-ID": randomUUID().slice(0, 8) } : {}),
    ...(payload === undefined
      ? method === "POST"
        ? { "Content-Length": "0" }
        : {}
      : {
          "Content-Type": "application/json",
          "Content-Length": String(Buffer.byteLength(payload)),
        }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(address + target, { method, headers, agent: false });
    sent.once("error", reject);
    sent.once("response", (response) => {
      // The client closes it with the answer read, although it asked to keep it.
      response.once("end", () => sent.destroy());
      resolve(answered(response, started));
    });
    sent.end(payload);
  });
}

async function answered(response: IncomingMessage, started: number): Promise<Answered> {
  const bytes = await buffer(response);
  const ms = performance.now() - started;
  // The client asks for gzip and unpacks it.
  const isPacked = response.headers["content-encoding"] === "gzip";
  const body = JSON.parse(String(isPacked ? gunzipSync(bytes) : bytes));
  return { status: response.statusCode ?? 0, body, ms };
}

interface Ground {
  readonly url: string;
  /** More columns of an insert, with their values as SQL. */
  readonly columns: Readonly<Record<string, string>>;
  /** What a second check-in of a day meets. */
  readonly conflict: string;
  drop(): Promise<void>;
}

/** The calls of a day of the web app, with what it stores by plain SQL between them. */
function webAppDay(open: () => Promise<Ground>): void {
  let ground: Ground;
  let service: TestApp;
  let web: PlainSql;
  let address = "";

  before(async () => {
    ground = await open();
    service = await openTestApp({ url: ground.url, env: { LOCALE: "cs" } });
    address = await service.app.listen({ port: 0, host: "127.0.0.1" });
    web = openPlainSql(ground.url);
    await web.run(history(ground.columns));
    await eventually("the history is in the answers", async () => (await rated()) > 100, FRESH_MS);
  });
  after(async () => {
    await web.close();
    await service.close();
    await ground.drop();
  });

  /** Makes a call and looks at everything that the web app reads of it. */
  async function make(made: WebCall): Promise<unknown> {
    const { status, body, ms } = await call(address, made);
    const where = `${made.what}: ${made.method} ${made.target}`;
    assert.equal(status, 200, `${where} ${JSON.stringify(body)}`);
    assertFields(body, made.reads, where);
    const halfMs = (made.timeoutSeconds * 1000) / 2;
    assert.ok(ms < halfMs, `${where} took ${ms} ms, of ${halfMs}`);
    return body;
  }

  async function makeAll(): Promise<void> {
    // As the main page does it: all at once.
    await Promise.all(PAGES.map(make));
    for (const made of WORDS) await make(made);
    await make(BRIEFING);
  }

  async function member(target: string, ...names: readonly string[]): Promise<unknown> {
    const { body } = await call(address, { ...INVALIDATE, method: "GET", target });
    return names.reduce<unknown>(
      (value, name) => (isObject(value) ? value[name] : undefined),
      body,
    );
  }
  const rated = async () =>
    Number(await member("/api/analysis", "analysis", "total_sessions_analyzed"));
  const done = async () => Number(await member("/api/prediction/today", "completed_sessions"));

  test("opening the pages", makeAll);

  test("a session that the timer has stored is known before the page asks again", async () => {
    const before = await done();
    await web.run(insertSession(ground.columns, {}));
    await make(INVALIDATE);
    await eventually("the session is counted", async () => (await done()) === before + 1, FRESH_MS);
    await Promise.all(PAGES.map(make));
  });

  test("the Start Day dialog: its second briefing knows the check-in that was stored meanwhile", async () => {
    await make(POST_CATEGORIES);
    const first = await make(BRIEFING);
    await web.run(
      `insert into wellness_checkins
         (date, sleep_quality, energy_level, mood, stress_level, motivation, focus_ability, overall_wellness, created_at)
       values ('${TODAY}', 10, 10, 15, 95, 10, 10, 9.5, '${MINUTES_AGO}')
       on conflict (${ground.conflict}) do update set stress_level = 95`,
    );
    await make(POST_CATEGORIES);
    await eventually(
      "the briefing has changed",
      async () => {
        const second = await make(BRIEFING);
        assert.ok(isObject(first) && isObject(second));
        return JSON.stringify(first.wellbeing_check) !== JSON.stringify(second.wellbeing_check);
      },
      FRESH_MS,
    );
    await make(INVALIDATE_BRIEFING);
    await make(BRIEFING);
  });

  test("names with markup in them are shown as plain text", async () => {
    const odd = { category: "<b>tučně</b>", task: "<script>x</script>", rating: "100" };
    const times = ["08:00:00", "08:30:00", "09:00:00", "09:30:00"];
    const before = await done();
    await web.run(times.map((time) => insertSession(ground.columns, { ...odd, time })).join(";"));
    await make(INVALIDATE);
    await eventually("they are counted", async () => (await done()) === before + 4, FRESH_MS);
    await makeAll();
  });

  test("a category that is renamed takes its sessions along", async () => {
    await web.run("update sessions set category = 'Přejmenováno' where category = 'REST API'");
    await make(POST_CATEGORIES);
    const named = async () => {
      const groups = await member("/api/analysis", "analysis", "productivity_by_category");
      return isObject(groups) ? Object.keys(groups) : [];
    };
    await eventually(
      "the new name is there",
      async () => (await named()).includes("Přejmenováno"),
      FRESH_MS,
    );
    assert.ok(!(await named()).includes("REST API"));
    await Promise.all(PAGES.map(make));
  });

  test("nothing is missing when all sessions are deleted", async () => {
    await web.run("delete from sessions");
    await eventually("none is left", async () => (await rated()) === 0, FRESH_MS);
    await makeAll();
  });
}

describePostgres(() => {
  describe("the web app on its own schema", () =>
    webAppDay(async () => {
      const { url, drop } = await createPostgresDatabase();
      await buildLegacyDatabase(url, { embeddings: true });
      // It names this column in every insert.
      return { url, drop, columns: { notes_embedding: "null" }, conflict: "date" };
    }));
});

describe("on sqlite", () => {
  describe("the web app's statements on our schema", () =>
    webAppDay(async () => {
      const { url, close } = await openTestSqlite();
      return { url, drop: close, columns: {}, conflict: "user_id, date" };
    }));
});

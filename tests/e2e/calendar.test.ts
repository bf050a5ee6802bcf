import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp, throughServer } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";

const URL = "/api/calendar.ics";
const CSV = { "content-type": "text/csv" };

/** Three sessions on each working day of the twelve weeks before March 2026. */
function* history(): Generator<string> {
  yield "start,duration_minutes,category,task,rating\n";
  for (let day = 0; day < 84; day += 1) {
    const at = new Date(Date.UTC(2025, 11, 8) + day * 86_400_000);
    if (at.getUTCDay() === 0 || at.getUTCDay() === 6) continue;
    for (const hour of ["07", "09", "13"]) {
      yield `${at.toISOString().slice(0, 10)}T${hour}:00:00Z,50,Writing,,80\n`;
    }
  }
}

describe("the calendar", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());

  const calendar = (query = "", headers: Record<string, string> = {}) =>
    service.app.inject({ url: `${URL}${query}`, headers });

  test("has the completed sessions, named in the language that is asked for", async () => {
    const empty = await calendar();
    assert.equal(empty.statusCode, 200);
    assert.equal(empty.headers["content-type"], "text/calendar; charset=utf-8");
    assert.match(empty.body, /^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
    assert.doesNotMatch(empty.body, /VEVENT/);
    await service.json({
      method: "POST",
      url: "/api/sessions/import",
      headers: CSV,
      payload:
        "start,duration_minutes,task,completed\n2026-02-02T09:00:00Z,52,Chapter,true\n2026-02-02T11:00:00Z,25,Mail,false\n",
    });
    const { body } = await calendar();
    assert.match(body, /SUMMARY:Focus: Chapter\r\n/);
    assert.equal(body.match(/BEGIN:VEVENT/g)?.length, 1);
    const czech = await calendar("", { "accept-language": "cs" });
    assert.match(czech.body, /SUMMARY:Soustředění: Chapter\r\n/);
    assert.match(czech.body, /X-WR-CALNAME:Sezení\r\n/);
  });

  test("is not sent again while nothing has changed", async () => {
    const { headers } = await calendar();
    const tag = String(headers.etag);
    const again = await calendar("", { "if-none-match": tag });
    assert.deepEqual([again.statusCode, again.body], [304, ""]);
    await service.json({
      method: "POST",
      url: "/api/sessions",
      payload: sessionInput({ start: "2026-02-03T09:00:00Z" }),
    });
    const changed = await calendar("", { "if-none-match": tag });
    assert.equal(changed.statusCode, 200);
    assert.notEqual(changed.headers.etag, tag);
  });

  test("has a plan only when it is asked for, and when there is data for one", async () => {
    assert.doesNotMatch((await calendar("?plan=true")).body, /plan-/);
    await service.json({
      method: "POST",
      url: "/api/sessions/import",
      headers: CSV,
      payload: [...history()].join(""),
    });
    assert.doesNotMatch((await calendar()).body, /plan-/);
    const { body } = await calendar("?plan=true");
    assert.match(body, /UID:plan-\d{4}-\d\d-\d\d-1@pomodoro-ml\r\n/);
    assert.match(body, /SUMMARY:Planned focus: .+\r\n/);
    assert.equal((await calendar("?plan=maybe")).statusCode, 400);
  });
});

describe("the calendar where keys are asked for", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp({ env: { POMODORO_AUTH: "keys" } });
  });
  after(() => service.close());

  const makeKey = (...scopes: ("read" | "write" | "act")[]) =>
    service.dependencies.keyService.create({
      name: "calendar",
      userId: "ada",
      scopes,
      lifeMs: undefined,
    });
  const ask = (url: string, headers: Record<string, string> = {}) =>
    throughServer(service.app, { url, headers });

  test("takes a key that may only read in its address, and no other route does", async () => {
    const { key } = await makeKey("read");
    for (const _ of [1, 2]) assert.equal((await ask(`${URL}?key=${key}`)).statusCode, 200);
    assert.equal((await ask(URL)).statusCode, 401);
    assert.equal((await ask(`${URL}?key=${key.slice(0, -1)}`)).statusCode, 401);
    assert.equal((await ask(`${URL}?key=not-a-key`)).statusCode, 401);
    assert.equal((await ask(`/api/sessions?key=${key}`)).statusCode, 401);
    assert.equal((await ask(`/api/sessions/export?key=${key}`)).statusCode, 401);
    assert.equal((await ask(URL, { authorization: `Bearer ${key}` })).statusCode, 200);
    assert.ok(service.logText().includes("/api/calendar.ics"));
    assert.ok(!service.logText().includes(key));
  });

  test("takes no key that may do more", async () => {
    const { key } = await makeKey("read", "write");
    const { statusCode, body } = await ask(`${URL}?key=${key}`);
    assert.equal(statusCode, 400);
    assert.match(body, /key_scope/);
    assert.doesNotMatch(body, new RegExp(key));
    const writer = await makeKey("write");
    assert.equal((await ask(`${URL}?key=${writer.key}`)).statusCode, 400);
  });
});

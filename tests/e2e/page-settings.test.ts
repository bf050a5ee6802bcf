import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { ledTo, visitorOf } from "../support/page-forms.ts";
import { storeSessions } from "../support/stored-histories.ts";

const URL = "/ui/settings";

/** A form with one change in it; the others are as a browser sends them when nothing is chosen. */
function form(change: Readonly<Record<string, string>>): [string, string][] {
  const names = ["timezone", "day_start_hour", "language", "working_from", "working_to"];
  const fields = names.map((name): [string, string] => [name, change[name] ?? ""]);
  const others = Object.entries(change).filter(([name]) => !names.includes(name));
  return [...fields, ...others];
}

describe("settings on a page", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());

  /** But the presets, which stay as they are. */
  async function stored(): Promise<Record<string, unknown>> {
    const { body } = await service.json({ url: "/api/settings" });
    const { presets, ...others } = body;
    assert.ok(Array.isArray(presets));
    return others;
  }

  test("are stored by a form, shown again, and taken back by blank fields", async () => {
    const visitor = visitorOf(service);
    await visitor.get(URL);
    const sent = await visitor.post(`${URL}?lang=en`, [
      ...form({ timezone: "pacific/auckland", day_start_hour: "4", language: "cs" }),
      ...Object.entries({ working_from: "09:00", working_to: "17:30" }),
      ...[["days_off", "6"] as const, ["days_off", "7"] as const],
      ...[["absence_from", "2027-07-01"] as const, ["absence_to", "2027-07-14"] as const],
      ...[["absence_from", "2027-09-01"] as const, ["absence_to", ""] as const],
      ...[["absence_from", ""] as const, ["absence_to", ""] as const],
    ]);
    assert.equal(ledTo(sent, URL), `${URL}?lang=en&done=saved`);
    assert.deepEqual(await stored(), {
      timezone: "Pacific/Auckland",
      day_start_hour: 4,
      language: "cs",
      working_hours: null,
      days_off: [6, 7],
      absences: [
        { from: "2027-07-01", to: "2027-07-14" },
        { from: "2027-09-01", to: "2027-09-01" },
      ],
      category_colours: [],
      own: ["timezone", "day_start_hour", "language", "days_off", "absences"],
    });
    const { body } = await visitor.get(ledTo(sent, URL));
    assert.match(body, /role="status"/);
    assert.match(body, /name="timezone" value="Pacific\/Auckland"/);
    assert.match(body, /data-name="day_start_hour" data-value="4"/);
    assert.match(body, /name="days_off" value="7" checked/);
    assert.match(body, /name="absence_to" value="2027-07-14"/);
    // The language that a person has chosen goes before that of the browser.
    assert.match((await visitor.get(URL)).body, /<html lang="cs">/);
    const cleared = await visitor.post(URL, form({}));
    assert.equal(ledTo(cleared, URL), `${URL}?done=saved`);
    assert.deepEqual((await stored()).own, []);
  });

  test("of appearance are the browser's own, in the first byte of every page, and taken back", async () => {
    const visitor = visitorOf(service);
    await visitor.get(URL);
    for (const [chosen, root, scheme] of [
      ["dark", '<html lang="en" class="dark">', "dark"],
      ["light", '<html lang="en" class="light">', "light"],
      ["system", '<html lang="en">', "light dark"],
    ] as const) {
      const sent = await visitor.post("/ui/theme", [["theme", chosen]]);
      const { body } = await visitor.get(ledTo(sent, "/ui/theme"));
      assert.match(body, /role="status">Saved, for this browser/);
      assert.match(body, new RegExp(`name="theme" value="${chosen}" checked`));
      for (const page of ["/ui", "/ui/week", "/ui/session?id=none"]) {
        const { body: other } = await visitor.get(page);
        assert.ok(other.includes(root), page);
        assert.ok(other.includes(`<meta name="color-scheme" content="${scheme}">`), page);
      }
    }
    assert.ok((await visitorOf(service).get("/ui")).body.includes('<html lang="en">'));
  });

  test("say what may leave this machine, and where to", async () => {
    const nothing = (await visitorOf(service).get(URL)).body;
    assert.match(nothing, /data-name="sent" data-value="false">Nothing\./);
    const env = { AI_PROVIDER: "cloud", AI_API_KEY: "k", AI_SEND_NOTES: "none" };
    const asking = await openTestApp({ env: { ...env, AI_API_URL: "https://models.test/v1" } });
    const { body } = await visitorOf(asking, "cs").get(URL);
    assert.match(body, /data-name="host" data-value="models\.test">Texty/);
    assert.match(body, /data-name="notes_policy" data-value="none">Žádné/);
    await asking.close();
  });

  test("that cannot be are refused beside their fields, and nothing of what was typed is lost", async () => {
    for (const [language, sentence] of [
      ["en", "Must be an IANA time zone"],
      ["cs", "Musí být časové pásmo IANA"],
    ] as const) {
      const visitor = visitorOf(service, language);
      await visitor.get(URL);
      const { statusCode, body } = await visitor.post(URL, [
        ...form({ timezone: `Mars/"<b>`, working_from: "9", working_to: "17:00" }),
        ...[["absence_from", ""] as const, ["absence_to", ""] as const],
        ...[["absence_from", "2027-07-14"] as const, ["absence_to", "2027-07-01"] as const],
      ]);
      assert.equal(statusCode, 400);
      assert.match(body, new RegExp(`<html lang="${language}">`));
      assert.match(
        body,
        /value="Mars\/&quot;&lt;b&gt;"[^>]* aria-describedby="about-timezone" aria-invalid="true"/,
      );
      assert.match(body, new RegExp(`id="about-timezone"><b class="fault">${sentence}`));
      assert.match(body, /name="working_from" value="9"[^>]* aria-invalid/);
      assert.match(body, /name="absence_to" value="2027-07-01"[^>]* aria-invalid/);
      assert.deepEqual((await stored()).own, []);
    }
  });

  test("fields of the wrong kind are refused as well", async () => {
    const visitor = visitorOf(service);
    await visitor.get(URL);
    for (const change of [
      { day_start_hour: "13" },
      { day_start_hour: "x" },
      { language: "de" },
      { days_off: "8" },
      { working_from: "09:00" },
      { absence_from: "x".repeat(100) },
    ]) {
      const { statusCode } = await visitor.post(URL, form(change));
      assert.equal(statusCode, 400, JSON.stringify(change));
    }
    assert.deepEqual((await stored()).own, []);
  });

  test("a form is good only for the visitor that it was given to", async () => {
    const change = form({ timezone: "Asia/Tokyo" });
    const [stranger, robbed] = [visitorOf(service), visitorOf(service)];
    const { statusCode, body } = await stranger.post(URL, change);
    assert.equal(statusCode, 403);
    assert.match(body, /Form out of date/);
    await stranger.get(URL);
    await robbed.get(URL);
    stranger.cookies.clear();
    for (const [name, value] of robbed.cookies) stranger.cookies.set(name, value);
    assert.equal((await stranger.post(URL, change)).statusCode, 403);
    assert.equal((await robbed.post(URL, change)).statusCode, 303);
    await robbed.post(URL, form({}));
    // A program is told the same as a document.
    const told = await service.json({ method: "POST", url: URL });
    assert.deepEqual([told.status, told.body.code], [403, "form_expired"]);
  });

  test("another site's form is refused, even with cookie and token", async () => {
    const visitor = visitorOf(service);
    const { body } = await visitor.get(URL);
    const token = /name="form_token" value="([\w-]+)"/.exec(body)?.[1] ?? "";
    const cookie = [...visitor.cookies].map((pair) => pair.join("=")).join("; ");
    for (const foreign of [{ origin: "https://evil.example" }, { "sec-fetch-site": "same-site" }]) {
      const answer = await service.request({
        ...{ method: "POST", url: URL, payload: `form_token=${token}&timezone=Asia%2FTokyo` },
        headers: { ...foreign, cookie, "content-type": "application/x-www-form-urlencoded" },
      });
      assert.equal(answer.statusCode, 403);
      assert.equal(answer.json().code, "foreign_origin");
    }
  });

  test("everything is erased once the word is typed, and not before", async () => {
    await storeSessions(service.dependencies, [
      newSession({ startedAtMs: service.clock.now() - 7_200_000 }),
    ]);
    const count = async () => (await service.json({ url: "/api/sessions" })).body.sessions;
    const visitor = visitorOf(service, "cs");
    await visitor.get(URL);
    const refused = await visitor.post("/ui/erase", [["confirm", "smazat"]]);
    assert.equal(refused.statusCode, 400);
    assert.match(refused.body, /name="confirm"[^>]* aria-invalid/);
    assert.equal(Object(await count()).length, 1);
    const done = await visitor.post("/ui/erase", [["confirm", " Smazat vše "]]);
    assert.match((await visitor.get(ledTo(done, "/ui/erase"))).body, /role="status">Vše/);
    assert.equal(Object(await count()).length, 0);
  });
});

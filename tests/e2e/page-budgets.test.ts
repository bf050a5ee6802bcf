import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { openTestApp, type TestApp, throughServer } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { launchBrowser, skipWithoutBrowser } from "../support/chromium.ts";
import { EXAMPLE_PAGES } from "../support/pages.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const PAGES = ["", "/week", "/patterns", "/load", "/record", "/briefing", "/sessions", "/settings"];

describe("what pages may take", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
    const history = HISTORIES["a rich year"];
    assert.ok(history);
    await storeSessions(service.dependencies, history(service.clock.now()));
  });
  after(() => service.close());

  async function get(url: string) {
    const answer = await throughServer(service.app, { url, headers: { accept: "text/html" } });
    assert.equal(answer.statusCode, 200, url);
    return answer.body;
  }

  test("is 8 kB for a page, 4 kB for its style and 8 kB for all script, compressed, in four requests", async () => {
    const scripts = new Map<string, number>();
    let style = 0;
    for (const page of [...PAGES, ...EXAMPLE_PAGES]) {
      for (const lang of ["en", "cs"]) {
        const body = await get(`/ui${page}?lang=${lang}`);
        const size = gzipSync(body).length;
        assert.ok(size <= 8192, `/ui${page} ${lang} has ${size} bytes`);
        // The page itself, and the events that an open one listens to.
        const files =
          body.match(/ (?:src|href|data-events)="(?:ui\/)?(?:[\w-]+\.\w+|events)"/g) ?? [];
        assert.ok(files.length > 0 && 1 + files.length <= 4, files.join());
        for (const [, name = ""] of body.matchAll(
          /(?:href|src)="(?:ui\/)?([\w-]+\.(?:css|js))"/g,
        )) {
          const bytes = gzipSync(await get(`/ui/${name}`)).length;
          if (name.endsWith(".css")) style = bytes;
          else scripts.set(name, bytes);
        }
      }
    }
    // Asked for once a page has been loaded, and then only when there is a newer one.
    scripts.set("offline.js", gzipSync(await get("/ui/offline.js")).length);
    const all = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
    assert.ok(scripts.size > 1 && all <= 8192, `${all} bytes of script`);
    assert.ok(style > 0 && style <= 4096, `${style} bytes of style`);
  });

  test("is one A4 page for a printed week", { skip: skipWithoutBrowser }, async () => {
    await service.app.listen({ port: 0, host: "127.0.0.1" });
    const browser = await launchBrowser();
    const page = await browser.newPage();
    for (const lang of ["en", "cs"]) {
      await page.goto(`${service.app.listeningOrigin}/ui/week?lang=${lang}`);
      const pdf = await page.pdf({ format: "A4" });
      assert.equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length, 1, lang);
    }
    await browser.close();
  });
});

test("the day shows what was done and what is proposed along its hours, and nothing while there is neither", async () => {
  const service = await openTestApp();
  const nowMs = service.clock.now();
  const hoursAgo = (hours: number) => nowMs - hours * 3_600_000;
  const sessions = [
    newSession({ startedAtMs: hoursAgo(3), durationSeconds: 3000, category: "Writing" }),
    newSession({ startedAtMs: hoursAgo(1.5), durationSeconds: 900, completed: false }),
  ];
  const page = async () =>
    (await throughServer(service.app, { url: "/ui", headers: { accept: "text/html" } })).body;
  await service.dependencies.sessions.insert(
    [newSession({ startedAtMs: hoursAgo(24 * 40) })],
    nowMs,
  );
  assert.doesNotMatch(await page(), /The day/);
  await service.dependencies.sessions.insert(sessions, nowMs);
  const body = await page();
  assert.match(body, /<h2>The day<\/h2>/);
  // Nine o'clock is an hour after the first one that is drawn.
  assert.match(body, /<rect class="bar" x="60" width="50"/);
  assert.match(body, /<rect class="outside" x="150" width="15"/);
  assert.match(body, /<th scope="row">09:00<\/th><td>Writing, 50 min<\/td>/);
  assert.match(body, /15 min \(given up\)/);
  await service.close();
});

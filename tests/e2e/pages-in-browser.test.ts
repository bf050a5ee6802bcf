import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { openTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser, skipWithoutBrowser } from "../support/chromium.ts";
import { EXAMPLE_PAGES, PAGES } from "../support/pages.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const WIDTHS = [320, 390, 1280];

/** Opens a page and says what is wrong with it. */
async function faultsOf(browser: Browser, url: string, width: number, scheme: "light" | "dark") {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme });
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    const { origin } = new URL(url);
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
      faults.push(`foreign: ${request.url()}`);
    }
  });
  await page.goto(url);
  const sideways = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
  if (sideways !== 0) faults.push(`${sideways} px too wide`);
  // The debugger's own scripts are not the page's: its policy does not hold for them.
  await page.evaluate(axe.source);
  const violations: unknown = await page.evaluate(
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
  );
  assert.ok(Array.isArray(violations));
  faults.push(...violations.map(String));
  await page.close();
  return faults;
}

describe("pages have no fault in Chromium: policy, width, contrast, names", {
  skip: skipWithoutBrowser,
}, () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  for (const [name, history] of Object.entries(HISTORIES)) {
    const isRich = name === "a rich year";
    describe(name, () => {
      let service: TestApp;
      before(async () => {
        service = await openTestApp();
        await storeSessions(service.dependencies, history(service.clock.now()));
        await service.app.listen({ port: 0, host: "127.0.0.1" });
      });
      after(() => service.close());

      if (isRich) {
        test("/ui/session, 320 px, dark, en", async () => {
          const { body } = await service.json({ url: "/api/sessions?limit=1" });
          assert.ok(Array.isArray(body.sessions));
          const url = `${service.app.listeningOrigin}/ui/session?id=${body.sessions[0].id}`;
          assert.deepEqual(await faultsOf(browser, url, 320, "dark"), []);
        });
      }

      const others = name === "no data" ? ["", "/record", ...EXAMPLE_PAGES] : ["", "/record"];
      for (const [index, path] of (isRich ? PAGES : others).entries()) {
        // Each page meets every width, both schemes and both languages; all pairs would take minutes.
        for (const [turn, width] of (isRich ? WIDTHS : [320]).entries()) {
          const lang = (index + turn) % 2 === 0 ? "en" : "cs";
          const scheme = (index + turn + name.length) % 2 === 0 ? "light" : "dark";
          test(`/ui${path}, ${width} px, ${scheme}, ${lang}`, async () => {
            const url = `${service.app.listeningOrigin}/ui${path}?lang=${lang}`;
            assert.deepEqual(await faultsOf(browser, url, width, scheme), []);
          });
        }
      }
    });
  }
});

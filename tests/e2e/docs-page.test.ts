import assert from "node:assert/strict";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { openTestApp } from "../support/app.ts";
import { browserPath, skipWithoutBrowser } from "../support/chromium.ts";

test("/docs shows the whole API in a browser, from this service alone", {
  skip: skipWithoutBrowser,
}, async () => {
  assert.ok(browserPath, "no Chromium; install it or set CHROMIUM_PATH");
  const service = await openTestApp();
  await service.app.listen({ port: 0, host: "127.0.0.1" });
  const origin = service.app.listeningOrigin;
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    const foreign: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !url.startsWith("data:")) foreign.push(url);
    });
    await page.goto(`${origin}/docs`);
    await page.waitForSelector(".opblock");
    const described = service.routes.filter(
      ({ method, schema }) => method !== "HEAD" && schema?.hide !== true,
    );
    assert.equal(await page.locator(".opblock").count(), described.length);

    await page.locator("#operations-Health-live .opblock-summary-control").click();
    await page.locator("#operations-Health-live .try-out__btn").click();
    await page.locator("#operations-Health-live .execute").click();
    const answer = page
      .locator("#operations-Health-live .live-responses-table .microlight")
      .first();
    await answer.waitFor();
    assert.match((await answer.textContent()) ?? "", /"status":\s*"alive"/);
    assert.deepEqual(foreign, []);
    assert.deepEqual(complaints, [], "the page's policy or a script got in the way");
  } finally {
    await browser.close();
    await service.close();
  }
});

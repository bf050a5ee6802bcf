import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import type { TestApp } from "../support/app.ts";
import { launchBrowser, skipWithoutBrowser } from "../support/chromium.ts";
import { listenWithRichYear } from "../support/stored-histories.ts";

describe("single keys on pages", { skip: skipWithoutBrowser }, () => {
  let browser: Browser;
  let service: TestApp;
  let page: Page;
  before(async () => {
    browser = await launchBrowser();
    service = await listenWithRichYear();
    page = await (await browser.newContext()).newPage();
  });
  after(async () => {
    await browser.close();
    await service.close();
  });

  const open = (path = "") => page.goto(`${service.app.listeningOrigin}/ui${path}`);
  const path = () => new URL(page.url()).pathname;
  const current = async () => (await service.json({ url: "/api/sessions/current" })).body;

  test("a check-in is answered by sliders, which say their value and leave out what is not answered", async () => {
    await open("/load?lang=en");
    const slider = page.getByRole("slider", { name: "Sleep" });
    assert.equal(await slider.getAttribute("aria-valuetext"), "–");
    await slider.focus();
    for (let step = 0; step < 8; step += 1) await page.keyboard.press("ArrowRight");
    assert.equal(await slider.getAttribute("aria-valuetext"), "70");
    await page.evaluate(axe.source);
    const faults: unknown = await page.evaluate(
      "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id }) => id))",
    );
    assert.deepEqual(faults, []);
    await page.keyboard.press("Enter");
    await page.getByText("Saved").first().waitFor();
    const { body } = await service.json({ url: "/api/wellness/2026-03-02" });
    assert.deepEqual([body.sleep_quality, body.mood], [70, null]);
  });

  test("lead to pages, after g, and not while something is typed or with a modifier", async () => {
    await open();
    for (const [key, expected] of [
      ["w", "/ui/week"],
      ["p", "/ui/patterns"],
      ["l", "/ui/load"],
      ["r", "/ui/record"],
      ["b", "/ui/briefing"],
      ["s", "/ui/sessions"],
      ["t", "/ui"],
    ] as const) {
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await page.waitForURL((url) => url.pathname === expected);
    }
    const category = page.getByLabel("Category");
    await category.focus();
    await page.keyboard.type("gws?");
    assert.equal(await category.inputValue(), "gws?");
    await page.getByRole("link", { name: "Today" }).focus();
    await page.keyboard.press("Control+s");
    await page.keyboard.press("w");
    assert.deepEqual([path(), (await current()).code], ["/ui", "no_current_session"]);
  });

  test("start a session, rate it and end it, and the page says how the day stands", async () => {
    await open();
    await page.keyboard.press("s");
    await page.getByRole("timer").waitFor();
    for (const [key, rating] of [
      ["4", 40],
      ["0", 100],
      ["7", 70],
    ] as const) {
      await page.keyboard.press(key);
      assert.equal(await page.getByRole("radio", { checked: true }).inputValue(), String(rating));
    }
    await page.keyboard.press("f");
    const said = page.getByRole("status");
    await said.waitFor();
    assert.match(
      String(await said.textContent()),
      /^Stored\. Today \d+ done, likely \d+ to \d+ \(/,
    );
    const { body } = await service.json({ url: "/api/sessions?limit=1" });
    assert.ok(Array.isArray(body.sessions));
    assert.deepEqual([body.sessions[0].rating, body.sessions[0].completed], [70, true]);

    service.clock.advance(60_000);
    await page.keyboard.press("s");
    await page.getByRole("timer").waitFor();
    await page.keyboard.press("i");
    await page.getByRole("status").waitFor();
    const given = await service.json({ url: "/api/sessions?limit=1" });
    assert.ok(Array.isArray(given.body.sessions));
    assert.equal(given.body.sessions[0].completed, false);
  });

  test("are listed by ?, closed by Esc, and stay switched off once they are", async () => {
    await open("/week");
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Keys" }).press("Enter");
    await dialog.getByRole("checkbox").press("Space");
    await dialog.getByRole("button", { name: "Close" }).press("Enter");
    await open("/week");
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await page.keyboard.press("?");
    assert.deepEqual([path(), await dialog.isVisible()], ["/ui/week", false]);
    await page.getByRole("button", { name: "Keys" }).press("Enter");
    await dialog.getByRole("checkbox").press("Space");
    await dialog.getByRole("button", { name: "Close" }).press("Enter");
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await page.waitForURL("**/ui/load");
  });

  test("open their list from wherever the focus is, and Esc gives the focus back to it", async () => {
    await open("/week");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    const places = [
      page.getByRole("link", { name: "Patterns" }),
      page.locator("main summary").first(),
      page.locator("main [data-point][tabindex='0']").first(),
      page.getByRole("button", { name: "Keys" }),
    ];
    for (const place of places) {
      await place.focus();
      await page.keyboard.press("?");
      await dialog.waitFor();
      assert.equal(await dialog.evaluate((list) => list.matches(":focus-within")), true);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      assert.equal(await place.evaluate((one) => one.matches(":focus")), true, String(place));
    }
  });

  test("walk through charts, each one stop of Tab, and the point that is reached or tapped says its value", async () => {
    await open("/patterns");
    const focused = () => page.evaluate("document.activeElement.getAttribute('title')");
    for (const chart of [".heat", ".year"]) {
      const stop = page.locator(`${chart} [tabindex="0"]`);
      assert.equal(await stop.count(), 1, chart);
      await stop.focus();
      const first = await focused();
      for (const [key, isElsewhere] of [
        ["ArrowDown", true],
        ["ArrowRight", true],
        ["End", true],
        ["ArrowRight", false],
        ["Home", true],
      ] as const) {
        const before = await stop.elementHandle();
        await page.keyboard.press(key);
        assert.equal(await stop.evaluate((now, was) => now !== was, before), isElsewhere, key);
      }
      assert.equal(await focused(), first);
      const said = page.locator(`${chart} + .said`);
      assert.ok((await said.textContent())?.endsWith(String(first)));
      const tapped = page.locator(`${chart} [data-point]`).nth(20);
      await tapped.click();
      const title = await tapped.getAttribute("title");
      assert.ok((await said.textContent())?.endsWith(String(title)));
    }
    assert.match(String(await page.locator(".heat + .said").textContent()), /^\w{3} \d+:00 · /);
    await open("/record");
    await page.locator(".record [tabindex='0']").press("End");
    assert.match(
      String(await page.locator(".said").textContent()),
      /^1 March: \d+ to \d+ forecast, /,
    );
  });

  test("and the list of them have no fault for people who use other aids", async () => {
    const context = await browser.newContext({ bypassCSP: true, colorScheme: "dark" });
    const copy = await context.newPage();
    await copy.goto(`${service.app.listeningOrigin}/ui?lang=cs`);
    await copy.keyboard.press("s");
    await copy.getByRole("timer").waitFor();
    await copy.keyboard.press("?");
    await copy.getByRole("dialog").waitFor();
    await copy.addScriptTag({ content: axe.source });
    const violations: unknown = await copy.evaluate(
      "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
    );
    assert.deepEqual(violations, []);
    await copy.keyboard.press("Escape");
    await copy.evaluate("document.querySelector('[action*=drop] button').click()");
    await copy.getByRole("status").waitFor();
    await context.close();
  });

  test("are not there without script, where ratings are chosen and sent as well", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${service.app.listeningOrigin}/ui`);
    assert.equal(await plain.getByRole("button", { name: "Keys" }).count(), 0);
    await plain.getByRole("button", { name: "Start" }).press("Enter");
    await plain.getByRole("radio", { name: "30" }).focus();
    await plain.keyboard.press("Space");
    service.clock.advance(60_000);
    await plain.getByRole("button", { name: "Done" }).press("Enter");
    await plain.getByRole("status").waitFor();
    const { body } = await service.json({ url: "/api/sessions?limit=1" });
    assert.ok(Array.isArray(body.sessions));
    assert.equal(body.sessions[0].rating, 30);
    await context.close();
  });
});

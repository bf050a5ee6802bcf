import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { openTestApp, type TestApp } from "../support/app.ts";
import { KINDS, type Mark, marksOn } from "../support/chart-marks.ts";
import { launchBrowser, skipWithoutBrowser } from "../support/chromium.ts";
import { EXAMPLE_PAGES, PAGES } from "../support/pages.ts";
import { listenWithRichYear } from "../support/stored-histories.ts";

/**
 * Says what can be pressed and is smaller than 44 px high or 24 px wide, and what covers something else that can be pressed.
 * A label counts as part of its field; the link to the content lies above the page while it has the focus.
 */
const FAULTY = `(() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
  const targets = all
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > 0)
    .map((one) => (one.matches("[type=checkbox], [type=radio]") ? one.closest("label") : one))
    .map((one) => ({ one, box: one.getBoundingClientRect(), text: one.outerHTML.slice(0, 200) }));
  const small = targets.filter(({ box }) => box.height < 44 || box.width < 24);
  const meets = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const isOpen = document.querySelector("dialog[open]") !== null;
  const covering = targets.filter(({ box }, index) =>
    !isOpen && targets.slice(0, index).some((other) => !other.one.matches(".skip") && meets(box, other.box)));
  return [
    ...small.map(({ box, text }) => box.width + " x " + box.height + " " + text),
    ...covering.map(({ text }) => "covers: " + text),
  ];
})()`;

/** What stands side by side in one chart. */
const APART = [
  [".bar", ".band"],
  [".outside", ".band"],
  [".beads .done", ".beads .likely:not(.done, .expected)"],
] as const;

describe("pages, by eye and by thumb", { skip: skipWithoutBrowser }, () => {
  let browser: Browser;
  let service: TestApp;
  let page: Page;
  before(async () => {
    browser = await launchBrowser();
    service = await listenWithRichYear();
    page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  });
  after(async () => {
    await browser.close();
    await service.close();
  });
  const open = (path: string) => page.goto(`${service.app.listeningOrigin}/ui${path}`);

  test("whatever can be pressed is 44 px high on a phone, on every page", async () => {
    for (const path of [...PAGES, ...EXAMPLE_PAGES, "/session?id=unknown", "?lang=cs"]) {
      await open(path);
      assert.deepEqual(await page.evaluate(FAULTY), [], path);
    }
    await open("/sessions");
    await page.locator("main th a").first().press("Enter");
    await page.waitForURL("**/ui/session?*");
    assert.deepEqual(await page.evaluate(FAULTY), []);
  });

  test("so is what a running session, the list of keys and the link to the content have", async () => {
    await open("");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.className"), "skip");
    assert.deepEqual(await page.evaluate(FAULTY), []);
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await page.evaluate(FAULTY), []);
    await page.keyboard.press("Escape");
    await page.keyboard.press("s");
    await page.getByRole("timer").waitFor();
    assert.deepEqual(await page.evaluate(FAULTY), []);
    await page.getByRole("button", { name: "Started by mistake" }).press("Enter");
    await page.getByRole("button", { name: "Start" }).waitFor();
  });

  test("and what the page has on which a person signs in", async () => {
    const closed = await openTestApp({ env: { POMODORO_AUTH: "keys" } });
    await closed.app.listen({ port: 0, host: "127.0.0.1" });
    await page.goto(`${closed.app.listeningOrigin}/ui`);
    assert.equal(await page.locator("input[type=password]").count(), 1);
    assert.deepEqual(await page.evaluate(FAULTY), []);
    await closed.close();
  });

  for (const forcedColors of ["none", "active"] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`marks stand out by 3 to 1 and from each other: ${colorScheme}, forced colours ${forcedColors}`, async () => {
        await page.emulateMedia({ forcedColors, colorScheme });
        const found: Mark[] = [];
        for (const path of ["", "/week", "/patterns", "/load", "/record", "/example"]) {
          await open(path);
          found.push(...(await marksOn(page)));
        }
        for (const kind of KINDS)
          assert.ok(
            found.some((mark) => mark.kind === kind),
            kind,
          );
        const faint = found.filter(({ most }) => most < 3);
        assert.deepEqual(faint, []);
        for (const [one, other] of APART) {
          const looks = (kind: string) =>
            found.filter((mark) => mark.kind === kind).map(({ look }) => look);
          assert.ok(new Set(looks(one)).isDisjointFrom(new Set(looks(other))), `${one} ${other}`);
        }
        await page.emulateMedia({ forcedColors: null, colorScheme: null });
      });
    }
  }
});

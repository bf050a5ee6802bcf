import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { ServiceError } from "../../src/errors.ts";
import {
  NOON,
  openTestApp,
  type TestApp,
  type TestAppOptions,
  throughServer,
} from "../support/app.ts";
import { launchBrowser, skipWithoutBrowser } from "../support/chromium.ts";
import { eventually } from "../support/eventually.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";

const LIMIT_MS = 60_000;
const WORKER_IS_THERE = "navigator.serviceWorker.ready.then(() => undefined)";

describe("pages without a connection", { skip: skipWithoutBrowser, timeout: 600_000 }, () => {
  let browser: Browser;
  let service: TestApp;
  let line: TcpProxy;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => await open({}));
  afterEach(close);

  async function open(
    env: Readonly<Record<string, string>>,
    change: NonNullable<TestAppOptions["change"]> = (parts) => parts,
  ): Promise<void> {
    service = await openTestApp({ env, change });
    await service.app.listen({ port: 0, host: "127.0.0.1" });
    line = await openTcpProxy("127.0.0.1", Number(new URL(service.app.listeningOrigin).port));
    context = await browser.newContext();
    context.setDefaultTimeout(LIMIT_MS);
    page = await context.newPage();
    faults = [];
    page.on("console", (message) => {
      if (/error|warning/.test(message.type())) faults.push(message.text());
    });
    page.on("pageerror", (error) => faults.push(error.message));
  }

  async function close(): Promise<void> {
    await context.close();
    await line.close();
    await service.close();
  }

  const address = (path = "") => `http://127.0.0.1:${line.port}/ui${path}`;
  const notice = () => page.locator(".offline");
  const current = async () => (await service.json({ url: "/api/sessions/current" })).body;
  const sessions = async () => Object((await service.json({ url: "/api/sessions" })).body).sessions;
  const isKept = (path = "") =>
    page.evaluate(
      `caches.match(${JSON.stringify(address(path))}, { cacheName: "pages ${address()}" }).then(Boolean)`,
    );
  const keptCount = () =>
    page.evaluate(
      `caches.open("pages ${address()}").then((all) => all.keys()).then((a) => a.length)`,
    );

  /** Opens a page, and waits until it is kept with its files. */
  async function visit(path = ""): Promise<void> {
    await page.goto(address(path));
    await page.evaluate(WORKER_IS_THERE);
    const plain = path.replace(/[?&]done=\w+/, "");
    await eventually(`${path} is kept`, async () => (await isKept(plain)) === true, LIMIT_MS);
    const files = `caches.open("files ${address()}").then((all) => all.keys()).then((a) => a.length)`;
    await eventually("files are kept", async () => (await page.evaluate(files)) === 2, LIMIT_MS);
  }

  /** Has the worker's clock run ahead, as if that time had passed. */
  async function letPass(ms: number): Promise<void> {
    const [worker] = context.serviceWorkers();
    assert.ok(worker);
    await worker.evaluate(`{ const now = Date.now; Date.now = () => now() + ${ms}; }`);
  }

  const button = (name: string) => page.getByRole("button", { name });
  const timesStored = (form: string) => service.logText().split(`POST /ui/${form} 303`).length - 1;

  test("are those that were seen last, styled, with their time, until the service answers again", async () => {
    const earliest = Date.now();
    await visit("/week");
    await visit();
    assert.deepEqual(faults, []);
    assert.equal(await notice().isVisible(), false);
    await line.cut();
    for (const path of ["/week", ""]) {
      await page.goto(address(path));
      await notice().waitFor();
      const keptMs = Number(await page.evaluate("document.body.dataset.kept"));
      assert.ok(keptMs >= earliest && keptMs <= Date.now());
      const shown = await page.evaluate(`new Date(${keptMs}).toTimeString().slice(0, 5)`);
      assert.equal(
        await notice().textContent(),
        `The service cannot be reached: this page is as of ${shown}.`,
      );
      const radius = "getComputedStyle(document.querySelector('.tile')).borderTopLeftRadius";
      assert.equal(await page.evaluate(radius), "12px");
    }
    await line.mend();
    await notice().waitFor({ state: "hidden" });
    await button("Start").waitFor();
  });

  test("lead to today where one was never seen, and say so in the language of the page", async () => {
    await visit();
    await visit("?lang=cs");
    await line.cut();
    await page.goto(address("/patterns"));
    await notice().waitFor();
    assert.equal(page.url(), address());
    assert.match(String(await notice().textContent()), /as of \d\d:\d\d\.The page that you asked/);
    await page.goto(address("?lang=cs"));
    await notice().waitFor();
    assert.match(
      String(await notice().textContent()),
      /^Služba je nedostupná, stránka je z \d\d?:/,
    );
  });

  test("are shown when a proxy does not reach the service, and forgotten when it leads elsewhere", async () => {
    await visit("/load");
    await line.cut();
    let status = 502;
    const proxy = createServer(({ url }, response) => {
      if (url === "/elsewhere") response.end("a proxy");
      else response.writeHead(status, { location: "/elsewhere" }).end();
    });
    await new Promise<void>((resolve) => proxy.listen(line.port, "127.0.0.1", resolve));
    await page.goto(address("/load"));
    await notice().waitFor();
    status = 302;
    await page.goto(address("/load"));
    assert.equal(new URL(page.url()).pathname, "/elsewhere");
    assert.equal(await keptCount(), 0);
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });

  test("take the start of a session and send it once, with its time", async () => {
    await visit();
    const early = await context.newPage();
    await early.goto(address());
    await line.cut();
    const pressedMs = Date.now();
    await page.getByLabel("Category").fill("Writing");
    await button("Start").press("Enter");
    await page.getByText("Start of a session").waitFor();
    assert.match(String(await notice().textContent()), /waits in this browser and is sent/);
    assert.equal(await button("Start").isVisible(), false);
    // Again, from a page that was open before: it is the same session.
    await early.getByLabel("Category").fill("");
    await early.getByRole("button", { name: "Start" }).press("Enter");
    await early.getByText("Start of a session").waitFor();
    assert.equal((await current()).code, "no_current_session");
    await letPass(600_000);
    await line.mend();
    await page.goto(address());
    await page.getByRole("timer").waitFor();
    const passedSeconds = Math.ceil((Date.now() - pressedMs) / 1000);
    const { start, category } = await current();
    const agoSeconds = (Date.parse(NOON) - Date.parse(String(start))) / 1000;
    assert.ok(agoSeconds >= 600 && agoSeconds <= 600 + passedSeconds, `${agoSeconds} s ago`);
    assert.equal(category, "Writing");
    await notice().waitFor({ state: "hidden" });
    await page.goto(address("/week"));
    await page.goto(address());
    assert.equal(timesStored("start"), 1);
  });

  test("take the end of a session that was started without a connection, too", async () => {
    await visit();
    await line.cut();
    await page.getByRole("textbox", { name: "Task" }).fill("On the train");
    await button("Start").press("Enter");
    await button("End it now").waitFor();
    // Both clocks go on: that of the page, which notes the end, and that of the worker, which sends.
    await page.evaluate("{ const now = Date.now; Date.now = () => now() + 1_500_000; }");
    await button("End it now").press("Enter");
    await page.getByText("End of a session").waitFor();
    assert.equal(await button("End it now").isVisible(), false);
    await letPass(1_800_000);
    await line.mend();
    await page.goto(address());
    await notice().waitFor({ state: "hidden" });
    await button("Start").waitFor();
    const [{ task, duration_minutes: minutes, completed, end }] = await sessions();
    assert.deepEqual([task, completed], ["On the train", true]);
    assert.ok(minutes >= 25 && minutes < 26, `${minutes} minutes`);
    const agoSeconds = (Date.parse(NOON) - Date.parse(end)) / 1000;
    assert.ok(agoSeconds >= 299 && agoSeconds < 360, `${agoSeconds} s ago`);
  });

  test("are as of after what was sent, when the worker had been stopped meanwhile", async () => {
    await visit();
    await line.cut();
    await button("Start").press("Enter");
    await page.getByText("Start of a session").waitFor();
    const debug = await context.newCDPSession(page);
    await debug.send("ServiceWorker.enable");
    await debug.send("ServiceWorker.stopAllWorkers");
    await line.mend();
    await page.goto(address());
    await page.getByRole("timer").waitFor();
    assert.equal(timesStored("start"), 1);
  });

  test("take the end of a session, whose time goes on meanwhile, also when the cookie of its form is gone", async () => {
    await visit();
    await button("Start").press("Enter");
    await page.getByText("Started.").waitFor();
    service.clock.advance(25 * 60_000);
    await visit("?done=started");
    await line.cut();
    await page.goto(address());
    await notice().waitFor();
    assert.match(String(await page.getByRole("timer").textContent()), /\d\d:\d\d (left|over)/);
    assert.equal(await page.getByText("Started.").isVisible(), false);
    await page.getByLabel("How did it go").fill("80");
    await button("Done").press("Enter");
    await page.getByText("End of a session").waitFor();
    // The cookie to which the form's token belongs is gone with the browser's session.
    await context.clearCookies();
    await letPass(600_000);
    service.clock.advance(600_000);
    await line.mend();
    await page.goto(address());
    await button("Start").waitFor();
    const [{ rating, duration_minutes: minutes, completed }] = await sessions();
    assert.deepEqual([rating, completed], [80, true]);
    assert.ok(minutes <= 25 && minutes > 23, `${minutes} minutes`);
  });

  test("say what was refused, on every page, until it is read", async () => {
    await visit();
    await line.cut();
    await button("Start").press("Enter");
    await page.getByText("Start of a session").waitFor();
    await service.json({ method: "PUT", url: "/api/sessions/current", payload: {} });
    const { id } = await current();
    await line.mend();
    for (const path of ["", "/week"]) {
      await page.goto(address(path));
      await page.getByText("the service refused it").waitFor();
    }
    assert.equal((await current()).id, id);
    await button("Close").press("Enter");
    await notice().waitFor({ state: "hidden" });
    await page.goto(address());
    await page.getByRole("timer").waitFor();
    assert.equal(await notice().isVisible(), false);
  });

  test("say that any other form was not stored", async () => {
    await visit();
    await visit("/settings");
    await line.cut();
    await page.getByLabel("Time zone").fill("Asia/Tokyo");
    await button("Save").first().press("Enter");
    await page.getByText("what you sent is not stored").waitFor();
    assert.equal(new URL(page.url()).pathname, "/ui/settings");
    await line.mend();
    await page.getByText("this page is as of").waitFor({ state: "detached" });
    assert.equal(await page.getByText("what you sent is not stored").isVisible(), true);
    const { body } = await service.json({ url: "/api/settings" });
    assert.notEqual(body.timezone, "Asia/Tokyo");
  });

  test("are not replaced by a page of which a part has failed", async () => {
    let isDown = false;
    await close();
    await open({}, (parts) => ({
      ...parts,
      dayService: {
        ...parts.dayService,
        lengths: async (...asked) => {
          if (isDown) throw new ServiceError("database_unavailable");
          return parts.dayService.lengths(...asked);
        },
      },
    }));
    const payload = { start: "2026-03-02T09:00:00Z", duration_minutes: 25 };
    await service.json({ method: "POST", url: "/api/sessions", payload });
    await visit("/patterns");
    isDown = true;
    // The page in the service's own memory is out of date then.
    await service.json({
      ...{ method: "POST", url: "/api/sessions" },
      payload: { ...payload, start: "2026-03-02T10:00:00Z" },
    });
    await page.goto(address("/patterns"));
    await page.locator("main .trouble").first().waitFor();
    await line.cut();
    await page.goto(address("/patterns"));
    await notice().waitFor();
    assert.equal(await page.locator("main .trouble").count(), 0);
  });

  test("are forgotten when everything is erased", async () => {
    await visit("/week");
    await visit("/settings");
    await page.getByLabel("To confirm, type").fill("erase everything");
    await page.locator("[action=erase] button").press("Enter");
    await page.waitForURL("**/settings?done=erased");
    assert.equal(await isKept("/week"), false);
  });

  test("are nobody else's: signing in, signing out and a key that is no longer valid forget them", async () => {
    await close();
    await open({ POMODORO_AUTH: "keys" });
    const { keyService } = service.dependencies;
    const keyOf = (userId: string) =>
      keyService.create({ name: "browser", userId, scopes: ["read", "write"], lifeMs: undefined });
    const signIn = async (key: string) => {
      await page.getByLabel("Key or token").fill(key);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Today" }).first().waitFor();
    };
    const ada = await keyOf("ada");
    await page.goto(address());
    await signIn(ada.key);
    await visit("/week");
    await visit();
    await button("Sign out").press("Enter");
    await page.waitForURL("**/sign-in");
    assert.equal(await keptCount(), 0);
    await line.cut();
    const another = await context.newPage();
    await assert.rejects(another.goto(address("/week")));
    await line.mend();

    await page.goto(address());
    await signIn(ada.key);
    await visit("/load");
    await page.goto(address("/sign-in"));
    await signIn((await keyOf("eva")).key);
    await visit();
    assert.equal(await isKept("/load"), false);

    await visit("/record");
    await visit();
    await line.cut();
    await button("Start").press("Enter");
    await page.getByText("Start of a session").waitFor();
    const { id } = (await keyService.list({ userId: "eva", after: undefined, limit: 1 }))[0] ?? {};
    await keyService.revoke(String(id));
    await line.mend();
    await page.goto(address("/load"));
    await page.getByText("is no longer valid").waitFor();
    await page.getByText("the service refused it").waitFor();
    assert.equal(await keptCount(), 0);
  });

  test("are not there without script", async () => {
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(address());
    await plain.getByRole("button", { name: "Start" }).waitFor();
    assert.equal(await plain.locator(".offline").isVisible(), false);
    await line.cut();
    await assert.rejects(plain.goto(address()));
    await plain.context().close();
  });

  test("come from a worker that may load nothing but from this service", async () => {
    const { headers } = await throughServer(service.app, { url: "/ui/offline.js" });
    assert.equal(headers["cache-control"], "no-cache");
    assert.equal(headers["service-worker-allowed"], "../ui");
    assert.equal(headers["content-security-policy"], "default-src 'none'; connect-src 'self'");
  });
});

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { cliFolder } from "../support/cli.ts";

describe("who opens the service's address", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp({ logLevel: "info" });
  });
  after(() => service.close());

  test("finds links, each of which leads somewhere", async () => {
    const { status, body } = await service.json({ url: "/" });
    assert.equal(status, 200);
    const links = Object.values(Object(body.links));
    assert.ok(links.length > 5);
    for (const link of links) {
      assert.equal((await service.request({ url: `/${link}` })).statusCode, 200, String(link));
    }
  });

  test("with a browser is led to the pages, also below a prefix", async () => {
    const accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    const { statusCode, headers } = await service.request({ url: "/", headers: { accept } });
    assert.equal(statusCode, 303);
    assert.equal(headers.location, "ui");
    assert.match(String(headers.vary), /^Accept, Accept-Language/);
  });

  test("with a program gets the links, whatever else it takes", async () => {
    for (const accept of [
      "*/*",
      "application/json",
      "text/html;q=0.1, application/json",
      "image/*",
    ]) {
      const answer = await service.request({ url: "/", headers: { accept } });
      assert.equal(answer.statusCode, 200, accept);
      assert.match(String(answer.headers.vary), /^Accept, Accept-Language/);
      assert.equal(answer.json().links.pages, "ui");
    }
  });

  test("causes no warning with a browser's wish for an icon", async () => {
    const { statusCode, headers } = await service.request({ url: "/favicon.ico" });
    assert.deepEqual([statusCode, headers["content-type"]], [200, "image/png"]);
    assert.doesNotMatch(service.logText(), /WARN|favicon/);
  });

  test("gets the description without blanks between its members", async () => {
    const { body } = await service.request({ url: "/openapi.json" });
    assert.equal(body, JSON.stringify(JSON.parse(body)));
  });
});

describe("on the command line", () => {
  test("-v says the version, and serve --port where to listen", async () => {
    using folder = cliFolder();
    const [short, long] = [await folder.run(["-v"]), await folder.run(["--version"])];
    assert.deepEqual(short, long);
    assert.match(short.stdout, /^\d+\.\d+\.\d+\n$/);
    const server = await folder.serve(["--port", "0"], { PORT: "1" });
    assert.equal((await fetch(`${server.address}/livez`)).status, 200);
    await server.stop("SIGTERM");
    const refused = await folder.run(["serve", "--port", "x"]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /PORT/);
  });
});

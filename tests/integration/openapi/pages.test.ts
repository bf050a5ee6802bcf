import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { asObject } from "../../../scripts/openapi/json.ts";
import { openTestApp } from "../../support/app.ts";

const described = Object.keys(asObject(JSON.parse(readFileSync("openapi.json", "utf8")).paths));

test("pages are not described: the description is of the API, and each of its routes is in it", async () => {
  const service = await openTestApp();
  await service.app.ready();
  const urls = new Set(service.routes.map(({ url }) => url.replaceAll(/:(\w+)/g, "{$1}")));
  assert.ok(urls.has("/ui/settings") && urls.has("/api/settings"));
  assert.deepEqual(
    described.filter((path) => path.startsWith("/ui")),
    [],
  );
  assert.deepEqual(
    [...urls].filter((url) => url.startsWith("/api/") && !described.includes(url)),
    [],
  );
  await service.close();
});

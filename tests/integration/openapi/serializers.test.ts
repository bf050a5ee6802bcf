import assert from "node:assert/strict";
import { test } from "node:test";
import buildSerializer from "fast-json-stringify";
import { IsSchema } from "typebox";
import { openTestApp } from "../../support/app.ts";

/** The service compiles each at its first use. */
test("every answer that a route describes can be written by its schema", async () => {
  const service = await openTestApp();
  const schemas = new Set(
    service.routes.flatMap(({ schema }) => Object.values(Object(schema?.response))),
  );
  const stated = [...schemas].flatMap((schema) => (IsSchema(schema) ? [schema] : []));
  assert.ok(stated.length > 50, `${stated.length} schemas`);
  for (const schema of stated) assert.equal(typeof buildSerializer(schema), "function");
  await service.close();
});

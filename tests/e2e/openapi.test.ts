import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { generateOpenApi } from "../../scripts/openapi/generate.ts";
import { asObject, type JsonObject } from "../../scripts/openapi/json.ts";
import { openTestApp } from "../support/app.ts";

const text = readFileSync("openapi.json", "utf8");
const document: JsonObject = JSON.parse(text);

interface Operation {
  readonly address: string;
  readonly pointer: string;
  readonly operation: JsonObject;
}

const operations: Operation[] = Object.entries(asObject(document.paths)).flatMap(([path, item]) =>
  Object.entries(asObject(item)).map(([method, operation]) => ({
    address: `${method.toUpperCase()} ${path}`,
    pointer: `/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}`,
    operation: asObject(operation),
  })),
);

/** Every body that an operation describes, with where its schema stands and its examples. */
function bodies({ operation, pointer }: Operation) {
  const places: [string, unknown][] = [
    [`${pointer}/requestBody`, operation.requestBody],
    ...Object.entries(asObject(operation.responses)).map(
      ([status, response]): [string, unknown] => [`${pointer}/responses/${status}`, response],
    ),
  ];
  return places.flatMap(([place, part]) =>
    Object.entries(asObject(asObject(part).content)).map(([type, media]) => ({
      place,
      schema: `${place}/content/${type.replaceAll("/", "~1")}/schema`,
      examples: Object.entries(asObject(asObject(media).examples)),
    })),
  );
}

describe("openapi.json", () => {
  test("is what scripts/write-openapi.ts would write now: routes and examples are those of the service", async () => {
    assert.equal(text, await generateOpenApi());
  });

  test("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(document);
    assert.ok(valid, JSON.stringify(errors));
  });

  test("names every operation once", () => {
    const names = operations.map(({ operation }) => operation.operationId);
    assert.equal(new Set(names).size, names.length);
  });

  test("shows an example of every operation that answers with a body", () => {
    const without = operations.filter((operation) => {
      const described = bodies(operation);
      return described.length > 0 && described.every(({ examples }) => examples.length === 0);
    });
    assert.deepEqual(
      without.map(({ address }) => address),
      [],
    );
  });

  test("has no example that its own schema refuses", () => {
    const ajv = new Ajv2020({
      strict: false,
      formats: { date: true, "date-time": true, uuid: true },
    });
    ajv.addSchema({ $id: "api:document", ...document });
    let checked = 0;
    for (const operation of operations) {
      for (const { place, schema, examples } of bodies(operation)) {
        const check = ajv.compile({ $ref: `api:document#${encodeURI(schema)}` });
        for (const [name, example] of examples) {
          const fits = check(asObject(example).value);
          assert.ok(fits, `${place} ${name}: ${JSON.stringify(check.errors)}`);
          checked += 1;
        }
      }
    }
    assert.ok(checked > 25);
  });
});

describe("the description", () => {
  test("is served as it is committed, and the page beside it needs nothing from elsewhere", async () => {
    const service = await openTestApp();
    try {
      const served = await service.request({ url: "/openapi.json" });
      assert.equal(served.body, JSON.stringify(JSON.parse(text)));
      const page = await service.request({ url: "/docs" });
      assert.equal(page.statusCode, 200);
      assert.match(String(page.headers["content-security-policy"]), /default-src 'none'/);
      assert.doesNotMatch(page.body, /https?:/);
      for (const [, file] of page.body.matchAll(/(?:src|href)="(docs\/[^"]+)"/g)) {
        const asset = await service.request({ url: `/${file}` });
        assert.equal(asset.statusCode, 200, `${file}`);
        assert.ok(asset.rawPayload.length > 100, `${file}`);
      }
      for (const url of ["/docs/package.json", "/docs/..%2fpackage.json", "/docs/constructor"]) {
        assert.equal((await service.request({ url })).statusCode, 404, url);
      }
    } finally {
      await service.close();
    }
  });
});

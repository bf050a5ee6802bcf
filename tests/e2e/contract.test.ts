import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { InjectOptions } from "fastify";
import type { TSchema } from "typebox";
import { asObject, type JsonObject } from "../../scripts/openapi/json.ts";
import { CONTRACT, type ContractName } from "../../src/parity/contract/contract.ts";
import type { ContractRoute, Parameter } from "../../src/parity/contract/route.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { assertContract } from "../support/assert-contract.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

type Method = ContractRoute["methods"][number];

const NAMES = Object.keys(CONTRACT).filter((name): name is ContractName => name in CONTRACT);

const openapi: JsonObject = JSON.parse(readFileSync("openapi.json", "utf8"));
const ajv = new Ajv2020({
  strict: false,
  formats: { date: true, "date-time": true, uuid: true },
  // Optimised code takes twice as long to compile, which few answers make up for.
  code: { optimize: false },
});
ajv.addSchema({ $id: "api:document", ...openapi });

const checks = new Map<string, ValidateFunction | undefined>();

/** The answer's check as openapi.json describes it; undefined for text. */
function describedAnswer(path: string, method: Method): ValidateFunction | undefined {
  const key = `${method} ${path}`;
  if (!checks.has(key)) checks.set(key, compileAnswer(path, method));
  return checks.get(key);
}

function compileAnswer(path: string, method: Method): ValidateFunction | undefined {
  const operation = asObject(asObject(asObject(openapi.paths)[path])[method.toLowerCase()]);
  const content = asObject(asObject(asObject(operation.responses)["200"]).content);
  if (!("application/json" in content)) return undefined;
  const address = path.replaceAll("~", "~0").replaceAll("/", "~1");
  const pointer = `/paths/${address}/${method.toLowerCase()}/responses/200/content/application~1json/schema`;
  return ajv.compile({ $ref: `api:document#${encodeURI(pointer)}` });
}

/** A request of a route; path parameters that the caller does not give have their first valid value. */
function requestFor(
  name: ContractName,
  method: Method,
  query: Readonly<Record<string, string>>,
  body?: unknown,
): InjectOptions {
  const route: ContractRoute = CONTRACT[name];
  let url = route.path;
  const search = new URLSearchParams();
  for (const [parameter, { in: place, valid }] of Object.entries(route.parameters)) {
    const value = query[parameter];
    if (place === "path") {
      url = url.replace(`{${parameter}}`, encodeURIComponent(value ?? valid[0] ?? ""));
    } else if (value !== undefined) search.set(parameter, value);
  }
  const sent = search.size === 0 ? url : `${url}?${search}`;
  const payload = method === "POST" && route.isBodyNeeded === true ? (body ?? {}) : body;
  if (payload === undefined) return { method, url: sent };
  return {
    method,
    url: sent,
    headers: { "content-type": "application/json" },
    payload: JSON.stringify(payload),
  };
}

/** One route and method on one history, asked in one language. */
class Caller {
  readonly name: ContractName;
  readonly method: Method;
  readonly route: ContractRoute;
  private readonly service: TestApp;
  private readonly locale: string;
  private readonly described: ValidateFunction | undefined;

  constructor(service: TestApp, locale: string, name: ContractName, method: Method) {
    this.service = service;
    this.locale = locale;
    this.name = name;
    this.method = method;
    this.route = CONTRACT[name];
    this.described = describedAnswer(this.route.path, method);
  }

  /** What is answered; fits both the contract and the description. */
  async answer(query: Readonly<Record<string, string>>, body?: unknown): Promise<unknown> {
    const sent = await this.send(query, body);
    assert.equal(sent.statusCode, 200, `${JSON.stringify([query, body])}: ${sent.body}`);
    const answer: unknown = this.described === undefined ? sent.body : sent.json();
    assertContract(answer, this.name);
    if (this.described !== undefined) {
      assert.ok(this.described(answer), JSON.stringify(this.described.errors));
    }
    return answer;
  }

  /** @param field whose fault it is; undefined where a body as a whole is wrong */
  async isRefused(
    query: Readonly<Record<string, string>>,
    body: unknown,
    field?: string,
  ): Promise<void> {
    const sent = await this.send(query, body);
    assert.equal(sent.statusCode, 400, `${JSON.stringify([query, body])}: ${sent.body}`);
    const problem = sent.json();
    assert.equal(typeof problem.error, "string");
    if (field !== undefined) assert.equal(problem.errors?.[0]?.field, field, sent.body);
  }

  private send(query: Readonly<Record<string, string>>, body: unknown) {
    const request = requestFor(this.name, this.method, query, body);
    const headers = { ...request.headers, "accept-language": this.locale };
    return this.service.request({ ...request, headers });
  }
}

/** Numbers beyond a schema's ends, with what they are moved to. */
function beyond(schema: TSchema): [asked: string, moved: string][] {
  const { minimum, maximum } = Object(schema);
  return [
    ...(typeof minimum === "number" ? [[minimum - 1], [-1e15]].map(([n]) => [n, minimum]) : []),
    ...(typeof maximum === "number" ? [[maximum + 1], [1e15]].map(([n]) => [n, maximum]) : []),
  ].map(([asked, moved]) => [String(asked), String(moved)]);
}

async function checkParameter(caller: Caller, name: string, parameter: Parameter): Promise<void> {
  for (const value of parameter.valid) await caller.answer({ [name]: value });
  if (parameter.reading === "strict") {
    const outside = beyond(parameter.schema).map(([asked]) => asked);
    for (const value of [...parameter.unreadable, ...outside]) {
      await caller.isRefused({ [name]: value }, undefined, name);
    }
    return;
  }
  const untouched = await caller.answer({});
  const given: unknown = Object(parameter.schema).default;
  if (given !== undefined) {
    assert.deepEqual(await caller.answer({ [name]: String(given) }), untouched, `${name}=${given}`);
  }
  for (const value of parameter.unreadable) {
    assert.deepEqual(await caller.answer({ [name]: value }), untouched, `${name}=${value}`);
  }
  for (const [asked, moved] of beyond(parameter.schema)) {
    const answer = await caller.answer({ [name]: asked });
    assert.deepEqual(answer, await caller.answer({ [name]: moved }), `${name}=${asked}`);
  }
}

/** All parameters at once: the first valid value of each, then the last. */
async function checkTogether(caller: Caller): Promise<void> {
  const all = Object.entries(caller.route.parameters);
  for (const position of [0, -1]) {
    const query = Object.fromEntries(
      all.map(([name, { valid }]) => [name, valid.at(position) ?? ""]),
    );
    await caller.answer(query);
  }
}

async function checkBody(caller: Caller): Promise<void> {
  const { body } = caller.route;
  if (caller.method !== "POST" || body === undefined) return;
  for (const valid of body.valid) await caller.answer({}, valid);
  for (const [one, other] of body.same ?? []) {
    assert.deepEqual(await caller.answer({}, one), await caller.answer({}, other));
  }
  for (const refused of body.refused) await caller.isRefused({}, refused);
}

for (const [history, sessionsOf] of Object.entries(HISTORIES)) {
  for (const locale of ["en", "cs"]) {
    describe(`on ${history}, in ${locale}, older clients can rely on`, () => {
      let service: TestApp;
      before(async () => {
        service = await openTestApp();
        const sessions = sessionsOf(service.clock.now());
        await storeSessions(service.dependencies, sessions);
        assert.equal(sessions.length > 0, history !== "no data");
      });
      after(() => service.close());

      for (const name of NAMES) {
        for (const method of CONTRACT[name].methods) {
          test(`${method} ${CONTRACT[name].path}`, async () => {
            const caller = new Caller(service, locale, name, method);
            await caller.answer({});
            for (const [parameter, described] of Object.entries(caller.route.parameters)) {
              await checkParameter(caller, parameter, described);
            }
            await checkTogether(caller);
            await checkBody(caller);
          });
        }
      }
    });
  }
}

describe("the contract", () => {
  test("has every route of the first version that rules answer, and the service describes each", () => {
    assert.equal(NAMES.length, 37);
    // Metrics are described by their own format, and by docs/operations.md.
    for (const name of NAMES.filter((one) => one !== "metrics")) {
      const { path, methods, parameters }: ContractRoute = CONTRACT[name];
      for (const method of methods) {
        const operation = asObject(asObject(asObject(openapi.paths)[path])[method.toLowerCase()]);
        assert.ok(operation.operationId, `${method} ${path}`);
        const described = Array.isArray(operation.parameters) ? operation.parameters : [];
        for (const [parameter, { in: place }] of Object.entries(parameters)) {
          const found = described.find((one) => one.name === parameter && one.in === place);
          assert.ok(found, `${method} ${path} has ${parameter}`);
        }
      }
    }
  });

  test("is not fulfilled by just any answer", () => {
    for (const name of NAMES.filter((one) => one !== "metrics" && one !== "preset_stats")) {
      assert.throws(() => assertContract({}, name), name);
    }
    assert.throws(() => assertContract({ deep_work: {} }, "preset_stats"));
    assert.throws(() => assertContract({}, "metrics"));
  });
});

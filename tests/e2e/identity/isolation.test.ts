import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import type { ExampleRequest } from "../../../scripts/openapi/example-request.ts";
import { EXAMPLE_REQUESTS } from "../../../scripts/openapi/example-requests.ts";
import { asObject } from "../../../scripts/openapi/json.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";
import { type Random, seededRandom } from "../../support/random.ts";
import { missingRedis, REDIS_URL } from "../../support/redis.ts";
import {
  askAs,
  asWrittenBy,
  newKey,
  newPerson,
  type Person,
  writeSomething,
} from "../../support/two-people.ts";

const SEED = 13;
const ROUNDS = 2;

/** Method and address of every operation that the API's description has, by the operation's name. */
const operations = new Map(
  Object.entries(asObject(JSON.parse(readFileSync("openapi.json", "utf8")).paths)).flatMap(
    ([path, item]) =>
      Object.entries(asObject(item)).map(([method, operation]): [string, string] => [
        String(asObject(operation).operationId),
        `${method.toUpperCase()} ${path}`,
      ]),
  ),
);

const noRedis = await missingRedis();

describe("isolation", () => {
  test("is looked for on every route: each has an example to be asked with", () => {
    const shown = new Set(EXAMPLE_REQUESTS.map(({ operationId }) => operationId));
    const without = [...operations].filter(([operationId]) => !shown.has(operationId));
    assert.deepEqual(without, [], "add an example to scripts/openapi/examples");
  });

  forEachDatabase((_name, open) => {
    describe("with answers kept in memory", () => keepApart(open, {}));
    describe("with answers shared through Redis", { skip: noRedis ?? false }, () =>
      keepApart(open, { REDIS_URL }),
    );
  });
});

function keepApart(open: () => Promise<OpenedDatabase>, redis: Record<string, string>): void {
  let database: OpenedDatabase;
  /** Two replicas, so that what one has kept meets requests to the other. */
  const services: TestApp[] = [];
  let people: readonly [Person, Person];
  let actingKey: string;
  let pages: readonly ExampleRequest[];

  before(async () => {
    database = await open();
    const env = { POMODORO_AUTH: "keys", ...redis };
    const one = await openTestApp({ url: database.url, env });
    services.push(
      one,
      await openTestApp({ url: database.url, env, overrides: { clock: one.clock } }),
    );
    people = [await newPerson(one, "ada"), await newPerson(one, "bob")];
    const acting = await one.dependencies.keyService.create({
      ...{ name: "backend", userId: "backend", lifeMs: undefined },
      scopes: ["read", "write", "ai", "act"],
    });
    actingKey = acting.key;
    pages = pagesOf(one);
    const random = seededRandom(SEED);
    for (const person of people) {
      for (let count = 0; count < 12; count += 1) await writeSomething(one, person, random);
    }
  });
  after(async () => {
    for (const service of services) await service.close();
    await database.close();
  });

  function serviceFor(random: Random): TestApp {
    return pick(services, random);
  }

  async function ask(person: Person, sent: InjectOptions, random: Random) {
    const key = random.uniform() < 0.5 ? actingKey : undefined;
    const { statusCode, headers, body } = await askAs(serviceFor(random), person, sent, key);
    return { statusCode, told: `${JSON.stringify(headers)}\n${body}` };
  }

  /** An erased person needs a new key and new data for the next round. */
  async function comeBack(person: Person, random: Random): Promise<void> {
    const service = serviceFor(random);
    person.ids.clear();
    person.key = await newKey(service, person.userId);
    for (let count = 0; count < 6; count += 1) await writeSomething(service, person, random);
  }

  test("nothing of one person is in any answer to the other, whatever was asked before", async () => {
    const random = seededRandom(SEED);
    const [ada, bob] = people;
    const ownWords = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const asked = [...EXAMPLE_REQUESTS, ...pages].flatMap((example) =>
        people.map((person) => ({ example, person })),
      );
      for (const { example, person } of shuffled(asked, random)) {
        const other = person === ada ? bob : ada;
        const sent = aboutOwn(person, asWrittenBy(person, example), random);
        const { statusCode, told } = await ask(person, sent, random);
        const where = `${person.marker}, round ${round}: ${sent.method} ${sent.url} (${statusCode})`;
        assert.ok(!told.includes(other.marker), `${where} holds ${other.marker}: ${told}`);
        for (const id of other.ids) assert.ok(!told.includes(id), `${where} holds ${id}: ${told}`);
        assert.ok(statusCode < 500, `${where}: ${told}`);
        if (told.includes(person.marker)) ownWords.add(example.operationId);
        if (sent.method === "DELETE" && statusCode < 300) forgetDeleted(person, String(sent.url));
        if (example.operationId === "eraseMe") await comeBack(person, random);
        if (random.uniform() < 0.25) {
          await writeSomething(serviceFor(random), pick(people, random), random);
        }
      }
    }
    // Otherwise there would have been nothing to see.
    for (const operationId of ["listSessions", "exportSessions", "getCategories", "page"]) {
      assert.ok(ownWords.has(operationId), `${operationId} never showed a person their own words`);
    }
  });

  test("what has an id is not there for anybody else, and stays as it was", async () => {
    const random = seededRandom(SEED + 1);
    const addressed = EXAMPLE_REQUESTS.filter(({ operationId }) =>
      operations.get(operationId)?.includes("{id}"),
    );
    assert.ok(addressed.length > 0);
    for (const person of people) {
      const other = person === people[0] ? people[1] : people[0];
      await writeSomething(pick(services, random), other, random);
      const id = [...other.ids].at(-1) ?? "";
      const url = `/api/sessions/${id}`;
      const before = await ask(other, { url }, random);
      assert.equal(before.statusCode, 200, before.told);
      for (const example of addressed) {
        const sent = withId(asWrittenBy(person, example), id);
        const { statusCode, told } = await ask(person, sent, random);
        const where = `${sent.method} ${sent.url}: ${told}`;
        // Of keys, only an administrator learns whether they are there.
        assert.equal(statusCode, sent.url?.toString().startsWith("/api/keys/") ? 403 : 404, where);
        assert.ok(!told.includes(other.marker), where);
      }
      const { statusCode, told } = await ask(other, { url }, random);
      assert.equal(statusCode, 200);
      assert.equal(bodyOf(told), bodyOf(before.told));
    }
  });
}

/** Pages and other addresses without parameters, which the description leaves out. */
function pagesOf({ routes }: TestApp): ExampleRequest[] {
  return routes
    .filter(({ method, url, schema }) => method === "GET" && schema?.hide && !url.includes(":"))
    .map(({ url }) => ({ operationId: "page", name: url, summary: url, method: "GET", url }));
}

/** In place of the example's id one of the person's own, now and then. */
function aboutOwn({ ids }: Person, sent: InjectOptions, random: Random): InjectOptions {
  return ids.size > 0 && random.uniform() < 0.5 ? withId(sent, pick([...ids], random)) : sent;
}

function withId(sent: InjectOptions, id: string): InjectOptions {
  const url = String(sent.url).replace(
    /^(\/api\/(?:sessions|keys)\/)(?:[\da-f-]{36}|pml_\w+)/,
    `$1${id}`,
  );
  return { ...sent, url };
}

function forgetDeleted({ ids }: Person, url: string): void {
  const id = /^\/api\/sessions\/([^/?]+)/.exec(url)?.[1];
  if (id === undefined) ids.clear();
  else ids.delete(id);
}

function bodyOf(told: string): string {
  return told.slice(told.indexOf("\n") + 1);
}

function pick<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random.uniform() * list.length)];
  assert.ok(found !== undefined);
  return found;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((value) => ({ value, at: random.uniform() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

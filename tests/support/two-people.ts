import assert from "node:assert/strict";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import type { ExampleRequest } from "../../scripts/openapi/example-request.ts";
import { asObject } from "../../scripts/openapi/json.ts";
import { type TestApp, throughServer } from "./app.ts";
import type { Random } from "./random.ts";

/** Somebody whose every text holds a word that nobody else's does. */
export interface Person {
  readonly userId: string;
  readonly marker: string;
  key: string;
  /** Their sessions, as far as the test has made them and not deleted them. */
  readonly ids: Set<string>;
}

export async function newPerson(service: TestApp, name: string): Promise<Person> {
  const userId = `${name}marker-user`;
  const key = await newKey(service, userId);
  return { userId, marker: `${name}marker`, key, ids: new Set() };
}

export async function newKey({ dependencies }: TestApp, userId: string): Promise<string> {
  const { key } = await dependencies.keyService.create({
    ...{ name: userId, userId, scopes: ["read", "write", "ai"], lifeMs: undefined },
  });
  return key;
}

/** Sends a request as the person: by their own key, or by one that may speak for them. */
export function askAs(
  service: TestApp,
  { key, userId }: Person,
  sent: InjectOptions,
  actingKey?: string,
): Promise<LightMyRequestResponse> {
  const who =
    actingKey === undefined
      ? { authorization: `Bearer ${key}` }
      : { "x-api-key": actingKey, "x-pomodoro-user": userId };
  return throughServer(service.app, { ...sent, headers: { ...sent.headers, ...who } });
}

/** Members that hold what a person has written. */
const WRITTEN = /^(category|task|notes|categories|suggestion|topic|text|name)$/;

/** An example's request with the person's own word in everything they write. */
export function asWrittenBy({ marker }: Person, example: ExampleRequest): InjectOptions {
  const { method, url, headers = {}, body } = example;
  if (typeof body === "string") return { method, url, headers, payload: body };
  return {
    ...{ method, url, headers },
    ...(body !== undefined && { payload: asObject(marked(body, marker, false)) }),
  };
}

function marked(value: unknown, marker: string, isWritten: boolean): unknown {
  if (typeof value === "string") return isWritten ? `${value} ${marker}` : value;
  if (Array.isArray(value)) return value.map((each) => marked(each, marker, isWritten));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      marked(member, marker, isWritten || WRITTEN.test(name)),
    ]),
  );
}

/** Stores a session, a check-in or a list of categories that nobody else may hear of. */
export async function writeSomething(
  service: TestApp,
  person: Person,
  random: Random,
): Promise<void> {
  const { marker } = person;
  const day = String(1 + Math.floor(random.uniform() * 28)).padStart(2, "0");
  const hour = String(8 + Math.floor(random.uniform() * 10)).padStart(2, "0");
  const rating = Math.floor(random.uniform() * 101);
  const session = {
    ...{ start: `2026-02-${day}T${hour}:00:00+01:00`, duration_minutes: 50, rating },
    ...{ category: `Work ${marker}`, task: `Task ${marker}`, notes: `Focus on ${marker}` },
  };
  const stored = await askAs(service, person, {
    ...{ method: "POST", url: "/api/sessions", payload: session },
  });
  assert.equal(stored.statusCode, 201, stored.body);
  person.ids.add(String(stored.json().id ?? stored.json().session?.id));
  const others: InjectOptions[] = [
    {
      ...{ method: "PUT", url: `/api/wellness/2026-02-${day}` },
      payload: { mood: rating, sleep_quality: 100 - rating, notes: `Slept like ${marker}` },
    },
    {
      ...{ method: "POST", url: "/api/config/categories" },
      payload: { categories: [`Work ${marker}`] },
    },
  ];
  const other = others[Math.floor(random.uniform() * 4)];
  if (other !== undefined) {
    const { statusCode, body } = await askAs(service, person, other);
    assert.ok(statusCode < 300, body);
  }
}

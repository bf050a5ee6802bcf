import assert from "node:assert/strict";
import { beforeEach } from "node:test";
import type { LightMyRequestResponse } from "fastify";
import type { TestApp } from "./app.ts";
import type { OpenedDatabase, OpenTestDatabase } from "./databases.ts";
import { serviceOn } from "./service-on.ts";

type Json = Awaited<ReturnType<TestApp["json"]>>;

/** Requests about sessions, to a service whose database is emptied before each test. */
export interface SessionClient {
  readonly service: () => TestApp;
  readonly database: () => OpenedDatabase;
  post(payload: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  get(url: string): Promise<Json>;
  batch(sessions: readonly unknown[]): Promise<Json>;
  patch(id: string, payload: object): Promise<Json>;
  /** What is stored, at most 200. */
  stored(): Promise<{ rating: number | null }[]>;
  /** Asserts that a session is refused and nothing stored; returns `field code` of each fault, sorted. */
  refused(payload: unknown): Promise<string[]>;
}

/** Call inside a suite: the service is opened before its first test and closed after its last. */
export function sessionClient(open: OpenTestDatabase): SessionClient {
  const { service, database } = serviceOn(open);
  beforeEach(async () => {
    await service().request({ method: "DELETE", url: "/api/sessions?confirm=delete-all" });
  });

  const client: SessionClient = {
    service,
    database,
    post: (payload, headers = {}) =>
      service().request({
        method: "POST",
        url: "/api/sessions",
        payload: JSON.stringify(payload),
        headers: { "content-type": "application/json", ...headers },
      }),
    get: (url) => service().json({ url }),
    batch: (sessions) =>
      service().json({ method: "POST", url: "/api/sessions/batch", payload: { sessions } }),
    patch: (id, payload) =>
      service().json({ method: "PATCH", url: `/api/sessions/${id}`, payload }),
    async stored() {
      const { sessions } = (await client.get("/api/sessions?limit=200")).body;
      assert.ok(Array.isArray(sessions));
      return sessions;
    },
    async refused(payload) {
      const answer = await client.post(payload);
      assert.equal(answer.statusCode, 400, answer.body);
      const { errors } = answer.json<{ errors: { field: string; code: string }[] }>();
      assert.equal((await client.stored()).length, 0, "nothing may be stored");
      return errors.map(({ field, code }) => `${field} ${code}`).sort();
    },
  };
  return client;
}

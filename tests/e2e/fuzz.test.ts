import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import type { InjectOptions } from "fastify";
import { SessionInput } from "../../src/schemas/sessions.ts";
import { compileCheck } from "../../src/schemas/validate.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";

const RUNS = 150;

/** Texts that some layer below could stumble over. */
const nastyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom("", "\0", "\ud800", "😀", "'; drop table sessions; --", "{x}", "%", "NaN", "-0"),
  fc.string({ minLength: 190, maxLength: 260 }),
);
const nastyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, 1e308, 5e-324, 2 ** 53, -1, 100, 100.004, 100.006, 1440, 0.001),
);
const anything = fc.oneof(nastyText, nastyNumber, fc.jsonValue(), fc.constant(null));

const moment = fc.oneof(
  fc
    .date({ min: new Date("1969-01-01"), max: new Date("2026-03-04"), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom(
    "2025-03-30T02:30",
    "2025-10-26T02:30:00",
    "2025-10-26T02:30:00+02:00",
    "9999-12-31T23:59:59Z",
    "2024-02-29T24:00:00Z",
    "2026-03-02T12:00:00-23:59",
  ),
  anything,
);
const session = fc.oneof(
  fc.record(
    {
      id: fc.oneof(fc.uuid(), anything),
      start: moment,
      end: moment,
      duration_minutes: fc.oneof(nastyNumber, anything),
      timezone: fc.oneof(
        fc.constantFrom("Europe/Prague", "EUROPE/prague", "UTC", "+02:00"),
        anything,
      ),
      preset: anything,
      category: anything,
      task: anything,
      rating: fc.oneof(nastyNumber, anything),
      completed: anything,
      notes: anything,
      x: anything,
    },
    { requiredKeys: ["start"] },
  ),
  // Close enough to right that many are stored.
  fc.record(
    {
      start: moment,
      duration_minutes: fc.double({ min: 0, max: 1440, noNaN: true }),
      rating: fc.double({ min: 0, max: 100, noNaN: true }),
      task: nastyText,
      notes: nastyText,
    },
    { requiredKeys: ["start", "duration_minutes"] },
  ),
);
const checkin = fc.record(
  {
    sleep_quality: fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), anything),
    stress_level: fc.oneof(nastyNumber, anything),
    mood: fc.oneof(nastyNumber, anything),
    notes: anything,
  },
  { requiredKeys: [] },
);
const query = fc
  .dictionary(
    fc.constantFrom("limit", "cursor", "from", "to", "category", "preset", "rated", "date", "x"),
    fc.oneof(nastyText, fc.constantFrom("2026-03-01", "5", "true"), nastyNumber.map(String)),
  )
  .filter((values) => Object.values(values).every((text) => text.isWellFormed()))
  .map((values) => new URLSearchParams(values).toString());

const matchesSchema = compileCheck(SessionInput);

/** The schema knows no blanks; the reader takes them for absent. */
function withoutBlanks(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ""));
}

forEachDatabase((_name, open) => {
  let database: OpenedDatabase;
  let service: TestApp;

  before(async () => {
    database = await open();
    service = await openTestApp({ url: database.url, logLevel: "silent" });
  });
  after(async () => {
    await service.close();
    await database.close();
  });

  const json = { "content-type": "application/json" };
  async function send(sent: InjectOptions) {
    const answer = await service.request(sent);
    assert.ok(answer.statusCode < 500, `${sent.method} ${sent.url}: ${answer.body}`);
    return answer;
  }

  describe("no input makes the service fail", () => {
    test("as a session, and what is stored is what the schema allows", () =>
      fc.assert(
        fc.asyncProperty(session, async (input) => {
          const payload = JSON.stringify(input);
          const answer = await send({
            method: "POST",
            url: "/api/sessions",
            payload,
            headers: json,
          });
          if (answer.statusCode !== 201) return;
          const checked = matchesSchema(withoutBlanks(JSON.parse(payload)));
          assert.ok("value" in checked, `stored against its schema: ${payload}`);
          const { id } = answer.json();
          const read = await send({ method: "GET", url: `/api/sessions/${id}` });
          assert.deepEqual(read.json(), answer.json());
        }),
        { numRuns: RUNS },
      ));

    test("as a batch", () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(session, anything), { maxLength: 8 }),
          async (sessions) => {
            const payload = JSON.stringify({ sessions });
            await send({ method: "POST", url: "/api/sessions/batch", payload, headers: json });
          },
        ),
        { numRuns: RUNS },
      ));

    test("as a change", async () => {
      const payload = { start: "2026-03-02T08:00:00Z", duration_minutes: 25 };
      const { id } = (await send({ method: "POST", url: "/api/sessions", payload })).json();
      await fc.assert(
        fc.asyncProperty(session, async (input) => {
          const change = JSON.stringify({ ...input, id: undefined });
          const url = `/api/sessions/${id}`;
          await send({ method: "PATCH", url, payload: change, headers: json });
        }),
        { numRuns: RUNS },
      );
    });

    test("as a check-in", () =>
      fc.assert(
        fc.asyncProperty(checkin, async (input) => {
          const payload = JSON.stringify(input);
          await send({ method: "PUT", url: "/api/wellness/2026-03-02", payload, headers: json });
        }),
        { numRuns: RUNS },
      ));

    test("as any JSON at all, on every route that takes a body", () =>
      fc.assert(
        fc.asyncProperty(fc.json(), async (payload) => {
          for (const [method, url] of [
            ["POST", "/api/sessions"],
            ["POST", "/api/sessions/batch"],
            ["PUT", "/api/wellness/2026-03-02"],
          ] as const) {
            await send({ method, url, payload, headers: json });
          }
        }),
        { numRuns: RUNS },
      ));

    test("as a query, on every route that is only read", async () => {
      const urls = service.routes
        .filter(({ method, url }) => method === "GET" && url.startsWith("/api/"))
        .map(({ url }) => url.replace(":date", "2026-03-02").replaceAll(/:\w+/g, "none"));
      assert.ok(urls.length > 4);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...urls), query, async (url, text) => {
          await send({ method: "GET", url: `${url}?${text}` });
        }),
        { numRuns: 2 * RUNS },
      );
    });
  });
});

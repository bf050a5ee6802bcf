import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import type { InjectOptions } from "fastify";
import { SessionInput } from "../../src/schemas/sessions.ts";
import { compileCheck } from "../../src/schemas/validate.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { codePoint } from "../support/code-point.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";

const RUNS = 150;

/** Texts that some layer below could stumble over. */
const nastyText = fc.oneof(
  fc.string({ unit: codePoint, maxLength: 60 }),
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

  describe("whatever is sent as a session", () => {
    test("makes nothing fail, and what is stored is what the schema allows and is read again", () =>
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
  });
});

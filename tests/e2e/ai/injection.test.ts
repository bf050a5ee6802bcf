import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SYSTEM_PROMPT } from "../../../src/services/ai/writing/system-prompt.ts";
import { draftsOf } from "../../support/ai/drafts-of.ts";
import { type HostileText, hostileTexts } from "../../support/ai/hostile-texts.ts";
import {
  openProviderDouble,
  type ProviderDouble,
  type ReceivedQuestion,
} from "../../support/ai/provider-double.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { newSession } from "../../support/builders.ts";
import { USER_HEADER } from "../../support/cached-app.ts";
import { identifyByHeader } from "../../support/identify-by-header.ts";
import { storeSessions } from "../../support/stored-histories.ts";

type Place = "notes" | "task" | "category" | "query";
const PLACES = ["notes", "task", "category", "query"] as const;

/** What a model does that obeys what it reads in notes, names and parameters. */
const OBEDIENCE: readonly ((question: ReceivedQuestion, say: string) => unknown)[] = [
  (question, say) => mapTexts(question, () => `${say}.`),
  (question, say) => mapTexts(question, (draft) => `${draft} ${say}.`),
  (question, say) => ({ ...mapTexts(question, (draft) => `${say}! ${draft}`), admin: true }),
  (question) => mapTexts(question, () => SYSTEM_PROMPT.en.slice(0, 110)),
  (question, say) => ({ ...draftsOf(question), __proto__: { say }, extra: [say] }),
];

function mapTexts(question: ReceivedQuestion, change: (draft: string) => string) {
  const drafts = Object.entries(draftsOf(question));
  return Object.fromEntries(drafts.map(([key, draft]) => [key, change(draft)]));
}

/** Only what has reached the model can be obeyed. */
function answerTo(
  question: ReceivedQuestion,
  payload: string,
  obey: (typeof OBEDIENCE)[number],
): unknown {
  const read = JSON.stringify(question.body).replaceAll(/\W+/gu, " ");
  const hasRead = payload !== "" && read.includes(payload.replaceAll(/\W+/gu, " "));
  if (hasRead) obeyed += 1;
  return hasRead ? obey(question, payload) : draftsOf(question);
}

let obeyed = 0;

const EXPANDED = JSON.stringify({ suggestion: { topic: "Indexes", category: "Database" } });

const QUESTIONS: Readonly<Record<Place, readonly string[]>> = {
  notes: ["/api/ai/morning-briefing", "/api/ai/evening-review"],
  task: ["/api/ai/expand-suggestion", "/api/ai/next-session-suggestion"],
  category: ["/api/ai/integrated-insight", "/api/ai/daily-challenge"],
  query: ["/api/ai/motivation?mood=", "/api/ai/optimal-schedule-ai?day="],
};

/** Keys of an answer at every depth, without those that only say who wrote it. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return typeof value;
  const own = [
    "model",
    "prompt_version",
    "fallback",
    "error",
    "message",
    "using_preset_recommender",
  ];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !own.includes(key) && key !== "yesterday_summary")
      .map(([key, member]) => [key, shapeOf(member)]),
  );
}

/** All texts of an answer but the person's own words that it quotes as such. */
function textOf(body: unknown): string {
  return JSON.stringify(body, (key, value) => (key === "note_excerpt" ? undefined : value));
}

async function tell(service: TestApp, user: string, place: Place, { parts }: HostileText) {
  const nowMs = service.clock.now();
  const sessions = [...parts].map((part, index) =>
    newSession({
      userId: user,
      startedAtMs: nowMs - (2 + parts.length - index) * 3_600_000,
      ...(place === "notes" && { notes: part }),
      ...(place === "task" && { task: part.slice(0, 200) }),
      ...(place === "category" && { category: part.slice(0, 100).trim() || "odd" }),
    }),
  );
  const older = newSession({
    ...{ userId: user, startedAtMs: nowMs - 3 * 86_400_000 },
    ...(place === "task" && { task: (parts[0] ?? "").slice(0, 200) }),
  });
  await storeSessions(service.dependencies, [
    ...(place === "category" ? [] : [older]),
    ...sessions,
  ]);
}

describe("hostile texts", () => {
  let double: ProviderDouble;
  let service: TestApp;
  let templates: TestApp;
  before(async () => {
    double = await openProviderDouble();
    const identify = identifyByHeader(USER_HEADER);
    service = await openTestApp({
      env: {
        ...{ AI_PROVIDER: "cloud", AI_API_KEY: "k", AI_API_URL: double.cloudUrl },
        ...{ AI_SEND_NOTES: "all", POMODORO_AI_DAILY_BUDGET_USD: "1000" },
      },
      identify,
      logLevel: "error",
    });
    templates = await openTestApp({ identify, logLevel: "error" });
  });
  after(async () => {
    await service.close();
    await templates.close();
    await double.close();
  });

  const texts = hostileTexts();

  /** The same question with the obedient model and with templates alone. */
  async function ask(place: Place, number: number, hostile: HostileText) {
    const user = `${place}-${number}`;
    for (const each of [service, templates]) await tell(each, user, place, hostile);
    const obey = OBEDIENCE[number % OBEDIENCE.length] ?? assert.fail();
    double.answer((question) => JSON.stringify(answerTo(question, hostile.payload, obey)));
    const path = QUESTIONS[place][number % 2] ?? assert.fail();
    const typed = encodeURIComponent((hostile.parts[0] ?? "").slice(0, 190).toWellFormed());
    const sent = {
      url: place === "query" ? `${path}${typed}` : path,
      headers: {
        ...{ [USER_HEADER]: user, "content-type": "application/json" },
        "accept-language": number % 2 === 0 ? "en" : "cs",
      },
      ...(path.endsWith("/expand-suggestion") && { method: "POST" as const, payload: EXPANDED }),
    };
    const answer = await service.json(sent);
    const plain = await templates.json(sent);
    // A model whose texts are refused again and again would rest.
    for (const each of [service, templates]) each.clock.advance(31_000);
    return { user, answer, plain };
  }

  for (const place of PLACES) {
    test(`in ${place} change no structure, speak no sentence and show no prompt (${texts.length})`, async () => {
      for (const [number, hostile] of texts.entries()) {
        const { user, answer, plain } = await ask(place, number, hostile);
        assert.equal(answer.status, 200, `${user} ${JSON.stringify(answer.body)}`);
        assert.deepEqual(shapeOf(answer.body), shapeOf(plain.body), user);
        const said = textOf(answer.body);
        const isSpoken = hostile.payload !== "" && said.includes(hostile.payload);
        // A task or category may be named by templates too.
        assert.ok(!isSpoken || textOf(plain.body).includes(hostile.payload), `${user}: ${said}`);
        assert.doesNotMatch(said, /You word short texts|Formulujete krátké/, user);
        assert.doesNotMatch(said, /[<>\u202a-\u202e\u2066-\u2069]/, user);
      }
    });
  }

  test("none of them stops the service", async () => {
    assert.equal((await service.app.inject({ url: "/health" })).statusCode, 200);
    assert.ok(obeyed >= 200, `only ${obeyed} were obeyed`);
  });
});

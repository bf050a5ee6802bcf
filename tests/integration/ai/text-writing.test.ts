import assert from "node:assert/strict";
import { describe, type TestContext, test } from "node:test";
import type { WrittenTexts } from "../../../src/services/ai/text-request.ts";
import { respond } from "../../support/ai/provider-double.ts";
import {
  GOOD_VARIANTS,
  KEY_CANARY,
  type ProviderFault,
  TRANSPORT_FAULTS,
} from "../../support/ai/provider-faults.ts";
import {
  briefing,
  GOOD_TEXTS,
  openWritingStage,
  type StageOptions,
  type WritingStage,
} from "../../support/ai/writing-stage.ts";
import { eventually } from "../../support/eventually.ts";

async function open(t: TestContext, options?: StageOptions): Promise<WritingStage> {
  const stage = await openWritingStage(options);
  t.after(() => stage.close());
  return stage;
}

const good = JSON.stringify(GOOD_TEXTS);

/** The answer to a request whose call hangs until an alarm ends it. */
async function untilAnswered(stage: WritingStage, asked: Promise<WrittenTexts>) {
  let isOver = false;
  const over = asked.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await eventually("a call or an answer", () => isOver || stage.double.pending > 0, 2000);
    if (!isOver) stage.alarms.fireNext();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return over;
}

function fault(name: string): ProviderFault {
  return TRANSPORT_FAULTS.find((each) => each.name === name) ?? assert.fail(name);
}

describe("who words an answer", () => {
  test("nothing configured: templates at once, and no call", async (t) => {
    const stage = await open(t, { kinds: [] });
    const written = await stage.writing.writer.write(briefing());
    assert.equal(written.source, "template");
    assert.equal(written.templateReason, "not_configured");
    assert.deepEqual(stage.recorded.calls, []);
  });

  test("a model whose texts pass speaks", async (t) => {
    const stage = await open(t);
    stage.double.answer(good);
    const written = await stage.writing.writer.write(briefing());
    assert.deepEqual(written.texts, GOOD_TEXTS);
    assert.equal(written.source, "model");
    assert.equal(written.model, "double-1");
    assert.deepEqual(stage.recorded.calls, ["cloud answered"]);
  });

  test("a text that may not be shown is replaced by its template, the others stay", async (t) => {
    const stage = await open(t);
    stage.double.answer(JSON.stringify({ ...GOOD_TEXTS, greeting: "REFUSED" }));
    const written = await stage.writing.writer.write(briefing());
    assert.deepEqual(written.texts, { ...GOOD_TEXTS, greeting: "Template greeting." });
    assert.equal(written.source, "mixed");
    assert.deepEqual(stage.recorded.violations, ["morning_briefing unsupported_number"]);
  });

  test("when most texts may not be shown the model is asked once more, and told why", async (t) => {
    const stage = await open(t);
    const answers = [JSON.stringify({ greeting: "REFUSED", motivation: "REFUSED" }), good];
    stage.double.answer(() => answers.shift() ?? assert.fail("asked too often"));
    const written = await stage.writing.writer.write(briefing());
    assert.equal(written.source, "model");
    assert.match(JSON.stringify(stage.double.received[1]?.body), /greeting: unsupported_number/);
  });

  test("without the time for it, templates speak", async (t) => {
    const stage = await open(t);
    stage.double.behave((response, question) => {
      stage.alarms.advance(5000);
      respond(response, question, JSON.stringify({ greeting: "REFUSED", motivation: "REFUSED" }));
    });
    const written = await stage.writing.writer.write(briefing());
    assert.equal(written.source, "template");
    assert.equal(written.templateReason, "unusable_answer");
    assert.equal(stage.double.received.length, 1);
  });

  test("a model that is refused again and again rests for ten minutes", async (t) => {
    const stage = await open(t);
    stage.double.answer(JSON.stringify({ greeting: "REFUSED", motivation: "REFUSED" }));
    for (let day = 0; day < 20; day += 1) {
      await stage.writing.writer.write(briefing({ factsFingerprint: `${day}` }));
    }
    stage.double.forget();
    await stage.writing.writer.write(briefing());
    assert.equal(stage.double.received.length, 0);
    stage.double.answer(good);
    stage.alarms.advance(600_000);
    assert.equal((await stage.writing.writer.write(briefing())).source, "model");
  });
});

for (const kind of ["cloud", "ollama"] as const) {
  describe(`faults of a provider: ${kind}`, () => {
    for (const each of TRANSPORT_FAULTS) {
      test(`${each.name}: templates in time, nothing kept, and the model again after it`, async (t) => {
        const stage = await open(t, { kinds: [kind] });
        stage.double.behave(each.behave(() => GOOD_TEXTS));
        const startedMs = stage.clock.now();
        const asked = stage.writing.writer.write(briefing());
        const written = each.hangs ? await untilAnswered(stage, asked) : await asked;
        assert.equal(written.source, "template");
        assert.deepEqual(written.texts, {
          greeting: "Template greeting.",
          motivation: "Template motivation.",
        });
        assert.ok(stage.clock.now() - startedMs <= 7000, "it took longer than its deadline");
        assert.doesNotMatch(JSON.stringify(written), new RegExp(KEY_CANARY));
        while (each.hangs && stage.double.pending > 0) {
          stage.alarms.fireNext();
          await new Promise((resolve) => setImmediate(resolve));
        }
        await stage.writing.settled();
        assert.deepEqual(await stage.writing.answers.list("ada"), []);
        const failures = stage.recorded.calls.filter((call) => !call.endsWith("answered"));
        assert.ok(failures.length > 0, "no failure was counted");

        stage.double.answer(good);
        stage.alarms.advance(120_000);
        const next = await stage.writing.writer.write(briefing());
        assert.equal(next.source, "model");
        await eventually("no call is left", () => stage.double.pending === 0, 2000);
      });
    }

    for (const variant of GOOD_VARIANTS) {
      test(`${variant.name}: the model's texts are used`, async (t) => {
        const stage = await open(t, { kinds: [kind] });
        stage.double.behave(variant.behave(() => GOOD_TEXTS));
        const written = await stage.writing.writer.write(briefing());
        assert.equal(written.source, "model");
        assert.deepEqual(written.texts, GOOD_TEXTS);
      });
    }
  });
}

describe("the chain", () => {
  test("a provider that fails leaves time for the next", async (t) => {
    const stage = await open(t, { kinds: ["cloud", "ollama"] });
    stage.double.behave((response, question) => {
      if (question.kind === "ollama") respond(response, question, good);
    });
    const written = await untilAnswered(stage, stage.writing.writer.write(briefing()));
    assert.equal(written.source, "model");
    assert.ok(stage.clock.now() - Date.parse("2026-03-02T11:00:00Z") < 7000);
    assert.ok(stage.recorded.calls.includes("cloud timeout"));
  });

  test("what can be tried again is tried three times, what cannot once", async (t) => {
    for (const [name, calls] of [
      ["503", 3],
      ["500", 3],
      ["401 with the key in the message", 1],
      ["400 for the length", 1],
      ["quota", 1],
      ["content filter", 1],
    ] as const) {
      const stage = await open(t);
      stage.double.behave(fault(name).behave(() => GOOD_TEXTS));
      await stage.writing.writer.write(briefing());
      assert.equal(stage.double.received.length, calls, name);
    }
  });

  test("a provider that wants to be left alone for longer than there is time is not asked again", async (t) => {
    const stage = await open(t);
    stage.double.behave(fault("429 with two minutes").behave(() => GOOD_TEXTS));
    await stage.writing.writer.write(briefing());
    await stage.writing.writer.write(briefing());
    assert.equal(stage.double.received.length, 1);
    stage.double.answer(good);
    stage.alarms.advance(119_000);
    assert.equal((await stage.writing.writer.write(briefing())).source, "template");
    stage.alarms.advance(1_000);
    assert.equal((await stage.writing.writer.write(briefing())).source, "model");
  });

  test("no more calls run at once than allowed; the others wait their turn", async (t) => {
    const stage = await open(t, { kinds: ["ollama"] });
    let most = 0;
    let held: (() => void)[] = [];
    stage.double.behave((response, question) => {
      most = Math.max(most, stage.double.pending);
      held.push(() => respond(response, question, good));
      // Both places are taken: now the two may go on.
      if (held.length < 2) return;
      for (const answerNow of held) answerNow();
      held = [];
    });
    const many = Array.from({ length: 12 }, (_, place) =>
      stage.writing.writer.write(briefing({ userId: `user-${place}` })),
    );
    const all = await Promise.all(many);
    assert.ok(all.every(({ source }) => source === "model"));
    assert.equal(most, 2);
  });
});

describe("kept answers", () => {
  test("an equal question is not asked again, not even after a restart", async (t) => {
    const stage = await open(t);
    stage.double.answer(good);
    const first = await stage.writing.writer.write(briefing());
    await stage.writing.settled();
    const again = await stage.openPeer().writer.write(briefing());
    assert.deepEqual(again.texts, first.texts);
    assert.equal(again.cachedAtMs, first.generatedAtMs);
    assert.equal(stage.double.received.length, 1);
  });

  test("another user, language, fact, parameter or note is another question", async (t) => {
    const stage = await open(t);
    stage.double.answer(good);
    const others = [
      {},
      { userId: "bob" },
      { locale: "cs" as const },
      { factsFingerprint: "other" },
      { parameters: { date: "2026-03-03" } },
      { asked: { mood: "tired" } },
    ];
    for (const changes of others) await stage.writing.writer.write(briefing(changes));
    assert.equal(stage.double.received.length, others.length);
  });

  test("an answer ends with its lifetime and on request", async (t) => {
    const stage = await open(t);
    stage.double.answer(good);
    await stage.writing.writer.write(briefing());
    await stage.writing.writer.write(briefing({ bypassCache: true }));
    assert.equal(stage.double.received.length, 2);
    stage.alarms.advance(4 * 3_600_000);
    await stage.writing.writer.write(briefing());
    assert.equal(stage.double.received.length, 3);
  });

  test("deleting takes the capabilities named, of that user alone", async (t) => {
    const stage = await open(t);
    stage.double.answer(good);
    await stage.writing.writer.write(briefing());
    await stage.writing.writer.write(briefing({ userId: "bob" }));
    await stage.writing.writer.write(briefing({ capability: "motivation" }));
    await stage.writing.settled();
    assert.equal(await stage.writing.answers.delete("ada", ["morning_briefing"]), 1);
    const left = await stage.writing.answers.list("ada");
    assert.deepEqual(
      left.map(({ capability }) => capability),
      ["motivation"],
    );
    stage.double.forget();
    await stage.writing.writer.write(briefing());
    await stage.writing.writer.write(briefing({ capability: "motivation" }));
    await stage.writing.writer.write(briefing({ userId: "bob" }));
    assert.equal(stage.double.received.length, 1);
  });

  test("what is fixed for the day stays when facts change, unless it is no longer true", async (t) => {
    const stage = await open(t, {
      check: (request, _key, text) =>
        text.includes("model") && request.figures.length === 0 ? [{ kind: "unsupported" }] : [],
    });
    const lifetime = {
      ttlMs: 86_400_000,
      endsAtMs: Number.MAX_SAFE_INTEGER,
      fixedFor: "day",
    } as const;
    stage.double.answer(good);
    await stage.writing.writer.write(briefing({ lifetime }));
    const later = await stage.writing.writer.write(
      briefing({ lifetime, factsFingerprint: "other" }),
    );
    assert.deepEqual(later.texts, GOOD_TEXTS);
    assert.equal(stage.double.received.length, 1);
    await stage.writing.writer.write(briefing({ lifetime, figures: [] }));
    assert.ok(stage.double.received.length > 1);
  });

  test("equal questions at the same time reach the provider once, in one process and in several", async (t) => {
    const pause = () => new Promise((resolve) => setImmediate(resolve));
    const stage = await open(t, { hasPeers: true, pause });
    stage.double.answer(good);
    const processes = [stage.writing, stage.openPeer(), stage.openPeer(), stage.openPeer()];
    const asked = Array.from({ length: 500 }, (_, place) =>
      processes[place % 4]?.writer.write(briefing()),
    );
    const all = await Promise.all(asked);
    assert.ok(all.every((written) => written?.source === "model"));
    assert.equal(stage.double.received.length, 1);
  });

  test("an answer that comes after its deadline is there at the next look", async (t) => {
    const stage = await open(t);
    let answerNow = () => {};
    stage.double.behave((response, question) => {
      answerNow = () => respond(response, question, good);
    });
    const asked = stage.writing.writer.write(briefing());
    await eventually("the call arrives", () => stage.double.pending === 1, 2000);
    stage.alarms.advance(7000);
    const late = await asked;
    assert.equal(late.templateReason, "too_slow");
    answerNow();
    await stage.writing.settled();
    const next = await stage.writing.writer.write(briefing());
    assert.equal(next.source, "model");
    assert.equal(stage.double.received.length, 1);
  });

  test("the last who stops waiting cancels the call, the first does not", async (t) => {
    const stage = await open(t);
    stage.double.behave(() => {});
    const [one, other] = [new AbortController(), new AbortController()];
    const asked = [one, other].map(({ signal }) =>
      stage.writing.writer.write(briefing(), { signal }),
    );
    await eventually("the call arrives", () => stage.double.pending === 1, 2000);
    one.abort();
    await asked[0];
    assert.equal(stage.double.pending, 1);
    other.abort();
    await asked[1];
    await eventually("the call ends", () => stage.double.pending === 0, 2000);
  });
});

describe("reading along", () => {
  async function readAlong(stage: WritingStage, request = briefing()) {
    const events: (string | undefined)[] = [];
    const written = await stage.writing.writer.write(request, {
      onText: (text) => events.push(text && `${text.member}: ${text.text}`),
    });
    return { events, written };
  }

  test("texts come one by one, checked, before the answer", async (t) => {
    const stage = await open(t);
    stage.double.answer(good);
    const { events, written } = await readAlong(stage);
    assert.deepEqual(events, [
      `greeting: ${GOOD_TEXTS.greeting}`,
      `motivation: ${GOOD_TEXTS.motivation}`,
    ]);
    assert.equal(written.source, "model");
  });

  test("a text that is refused never comes; its template does", async (t) => {
    const stage = await open(t);
    stage.double.answer(JSON.stringify({ ...GOOD_TEXTS, greeting: "REFUSED" }));
    const { events } = await readAlong(stage);
    assert.deepEqual(events, [
      `motivation: ${GOOD_TEXTS.motivation}`,
      "greeting: Template greeting.",
    ]);
  });

  test("what came before a stream broke is taken back", async (t) => {
    const stage = await open(t);
    stage.double.behave((response, question) => {
      respond(response, question, good, { finish: null });
    });
    const { events, written } = await readAlong(stage);
    assert.equal(written.source, "template");
    assert.deepEqual(events.slice(-3), [
      undefined,
      "greeting: Template greeting.",
      "motivation: Template motivation.",
    ]);
  });

  test("a kept answer is read along too", async (t) => {
    const stage = await open(t);
    stage.double.answer(good);
    await stage.writing.writer.write(briefing());
    const { events } = await readAlong(stage);
    assert.equal(events.length, 2);
    assert.equal(stage.double.received.length, 1);
  });
});

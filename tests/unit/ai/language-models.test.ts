import assert from "node:assert/strict";
import { after, beforeEach, describe, test } from "node:test";
import { inspect } from "node:util";
import { cloudModel } from "../../../src/adapters/ai/cloud-model.ts";
import { ollamaModel } from "../../../src/adapters/ai/ollama-model.ts";
import { type LanguageModel, ProviderError, type ProviderKind } from "../../../src/ports.ts";
import {
  lastLine,
  openProviderDouble,
  sendEmbeddings,
  sendJson,
  streamLine,
  streamType,
} from "../../support/ai/provider-double.ts";
import { GOOD_VARIANTS, KEY_CANARY, TRANSPORT_FAULTS } from "../../support/ai/provider-faults.ts";
import { eventually } from "../../support/eventually.ts";
import { testClock } from "../../support/test-clock.ts";

const double = await openProviderDouble();
after(() => double.close());

const clock = testClock("2026-03-02T12:00:00+01:00");
const PROMPT = { system: "Write texts.", user: "FACTS: []", maxOutputTokens: 300 };
const SCHEMA = { members: [{ key: "greeting", description: "a greeting" }] };
const GOOD = () => ({ greeting: "Good morning." });

function open(kind: ProviderKind): LanguageModel {
  const shared = { model: "double-1", embeddingModel: "double-1", clock };
  return kind === "cloud"
    ? cloudModel({ ...shared, url: double.cloudUrl, apiKey: KEY_CANARY })
    : ollamaModel({ ...shared, url: double.ollamaUrl });
}

async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error = await work.then(
    (value) => assert.fail(`it answered ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ProviderError, inspect(error));
  return error;
}

async function collect(model: LanguageModel, signal: AbortSignal): Promise<string> {
  let text = "";
  let ended = false;
  for await (const part of model.stream(PROMPT, SCHEMA, signal)) {
    if (part.type === "text") text += part.text;
    else ended = true;
  }
  assert.ok(ended, "a stream without an end is no answer");
  return text;
}

/** Faults of what a text says, and not of how it comes: whoever parses it finds them. */
const FOUND_LATER = /^(half JSON|wrong schema|list|scalar|20,000 levels( of objects)?)$/;

const NEVER = new AbortController().signal;

for (const kind of ["cloud", "ollama"] as const) {
  describe(`a language model at ${kind}`, () => {
    beforeEach(() => double.forget());

    test("gives the text and the tokens that the provider counted", async () => {
      double.answer(JSON.stringify(GOOD()));
      const written = await open(kind).write(PROMPT, SCHEMA, NEVER);
      assert.deepEqual(JSON.parse(written.text), GOOD());
      assert.deepEqual(written.usage, { inputTokens: 400, outputTokens: 80 });
    });

    test("streams the same text", async () => {
      double.answer(JSON.stringify(GOOD()));
      assert.equal(await collect(open(kind), NEVER), JSON.stringify(GOOD()));
    });

    test("writes nothing to the console about lines of a stream that it cannot read", async (t) => {
      const said = (["log", "info", "warn", "error"] as const).map(
        (name) => t.mock.method(console, name, () => {}).mock,
      );
      double.behave((response, question) => {
        response.writeHead(200, { "content-type": streamType(question) });
        const lines = ['{"error": "out of memory"}\n', "{my private note}\n", "null\n", "\n"];
        if (kind === "ollama") for (const line of lines) response.write(line);
        // A piece ends in the middle of a letter, which has two bytes.
        const bytes = Buffer.from(streamLine(question, "Příště"));
        const cut = bytes.indexOf(Buffer.from("ř")) + 1;
        response.write(bytes.subarray(0, cut));
        setImmediate(() => {
          response.write(bytes.subarray(cut));
          response.end(
            `${lastLine(question, "stop", null)}${kind === "cloud" ? "data: [DONE]\n\n" : ""}`,
          );
        });
      });
      assert.equal(await collect(open(kind), NEVER), "Příště");
      assert.deepEqual(
        said.flatMap(({ calls }) => calls),
        [],
      );
    });

    test("asks for a strict shape and limits what may come back", async () => {
      double.answer("{}");
      await open(kind).write(PROMPT, SCHEMA, NEVER);
      const body = double.received[0]?.body ?? {};
      if (kind === "cloud") {
        assert.equal(Object(body.response_format).json_schema.strict, true);
        assert.equal(body.max_tokens, 300);
      } else {
        assert.equal(Object(body.format).additionalProperties, false);
        assert.deepEqual(body.options, { num_ctx: 4096, num_predict: 300, temperature: 0.4 });
      }
    });

    for (const fault of TRANSPORT_FAULTS.filter(({ name }) => !FOUND_LATER.test(name))) {
      test(`says what failed and keeps nothing of it: ${fault.name}`, async () => {
        double.behave(fault.behave(GOOD));
        const deadline = new AbortController();
        const asked = failureOf(open(kind).write(PROMPT, SCHEMA, deadline.signal));
        if (fault.hangs) {
          await eventually("the question arrives", () => double.received.length > 0, 2000);
          deadline.abort(new DOMException("too late", "TimeoutError"));
        }
        const error = await asked;
        if (fault.hangs) assert.equal(error.failure, "timeout");
        assert.doesNotMatch(inspect(error, { depth: 9 }), new RegExp(KEY_CANARY));
        assert.equal(error.cause, undefined);
        await eventually("nothing is left open", () => double.pending === 0, 2000);
      });
    }

    for (const fault of TRANSPORT_FAULTS.filter(({ name }) =>
      /hangs|now and then|error object|401|no finish|filter|length$/.test(name),
    )) {
      test(`a stream that fails is no answer: ${fault.name}`, async () => {
        double.behave(fault.behave(GOOD));
        const deadline = new AbortController();
        const asked = failureOf(collect(open(kind), deadline.signal));
        if (fault.hangs) {
          await eventually("the question arrives", () => double.received.length > 0, 2000);
          deadline.abort(new DOMException("too late", "TimeoutError"));
        }
        assert.doesNotMatch(inspect(await asked, { depth: 9 }), new RegExp(KEY_CANARY));
      });
    }

    for (const variant of GOOD_VARIANTS) {
      test(`gets an answer in the end: ${variant.name}`, async () => {
        double.behave(variant.behave(GOOD));
        const { text } = await open(kind).write(PROMPT, SCHEMA, NEVER);
        assert.match(text, /Good morning\./);
      });
    }

    test("remembers for a day what the model does not accept", async () => {
      const unsupported = GOOD_VARIANTS.find(({ name }) => name === "no schema support");
      double.behave(unsupported?.behave(GOOD) ?? assert.fail());
      const model = open(kind);
      await model.write(PROMPT, SCHEMA, NEVER);
      assert.equal(double.received.length, 2);
      await model.write(PROMPT, SCHEMA, NEVER);
      assert.equal(double.received.length, 3);
      clock.advance(24 * 3_600_000 + 1);
      await model.write(PROMPT, SCHEMA, NEVER);
      assert.equal(double.received.length, 5);
    });

    test("tells that its caller has left", async () => {
      double.behave(() => {});
      const caller = new AbortController();
      const asked = failureOf(open(kind).write(PROMPT, SCHEMA, caller.signal));
      await eventually("the question arrives", () => double.received.length > 0, 2000);
      caller.abort();
      assert.equal((await asked).failure, "aborted");
      await eventually("the connection is given up", () => double.pending === 0, 2000);
    });

    test("says after how long to come back, in seconds and as a date", async () => {
      const now = testClock("2026-03-02T12:00:00+01:00");
      const shared = { model: "double-1", embeddingModel: undefined, clock: now };
      const model =
        kind === "cloud"
          ? cloudModel({ ...shared, url: double.cloudUrl, apiKey: "k" })
          : ollamaModel({ ...shared, url: double.ollamaUrl });
      for (const [name, ms] of [
        ["429 with seconds", 2000],
        ["429 with a date", 3000],
      ] as const) {
        const fault = TRANSPORT_FAULTS.find((each) => each.name === name) ?? assert.fail();
        double.behave(fault.behave(GOOD));
        const error = await failureOf(model.write(PROMPT, SCHEMA, NEVER));
        assert.equal(error.failure, "rate_limited");
        assert.equal(error.retryAfterMs, ms);
      }
    });

    test("lists the provider's models without asking one", async () => {
      assert.deepEqual(await open(kind).check(NEVER), ["double-1"]);
      assert.equal(double.received.length, 0);
    });

    test("gives one vector of length 1 per text", async () => {
      double.answer("");
      const { vectors, dimensions } = await open(kind).embed(["abba", "cd"], NEVER);
      assert.equal(vectors.length, 2);
      assert.equal(dimensions, 27);
      for (const vector of vectors) assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
    });

    for (const [name, vectors] of [
      ["of another dimension", [[1, 2], [1]]],
      [
        "with a missing value",
        [
          [1, null],
          [1, 2],
        ],
      ],
      ["too few", [[1, 2]]],
      [
        "nothing but zeros",
        [
          [0, 0],
          [1, 2],
        ],
      ],
    ] as const) {
      test(`refuses vectors that are wrong: ${name}`, async () => {
        double.behave((response, question) => sendEmbeddings(response, question, vectors));
        await failureOf(open(kind).embed(["a", "b"], NEVER));
      });
    }
  });
}

test("a provider that is not there is unreachable", async () => {
  const gone = await openProviderDouble();
  await gone.close();
  const model = ollamaModel({ url: gone.ollamaUrl, model: "m", embeddingModel: undefined, clock });
  assert.equal((await failureOf(model.write(PROMPT, SCHEMA, NEVER))).failure, "unreachable");
});

test("vectors that come in another order than the texts are put in theirs", async () => {
  double.behave((response) => {
    const data = [
      { object: "embedding", index: 1, embedding: [0, 1] },
      { object: "embedding", index: 0, embedding: [1, 0] },
    ];
    sendJson(response, { object: "list", data, model: "m", usage: { prompt_tokens: 1 } });
  });
  const { vectors } = await open("cloud").embed(["a", "b"], NEVER);
  assert.deepEqual(
    vectors.map((vector) => [...vector]),
    [
      [1, 0],
      [0, 1],
    ],
  );
});

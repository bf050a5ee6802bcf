import assert from "node:assert/strict";
import { test } from "node:test";
import { EXAMPLE_REQUESTS } from "../../scripts/openapi/example-requests.ts";
import { SETTINGS } from "../../src/config/settings.ts";
import { openProviderDouble } from "../support/ai/provider-double.ts";
import { openTestApp, throughServer } from "../support/app.ts";
import { openOtlpReceiver } from "../support/otlp-receiver.ts";
import { asWrittenBy } from "../support/two-people.ts";

const CANARY = "canary5e1f";

test("no secret, note or task is in logs, errors, metrics or traces, whatever is asked", async () => {
  await using receiver = await openOtlpReceiver();
  const provider = await openProviderDouble();
  const secrets = {
    POMODORO_JWT_SECRET: `${CANARY}-jwt`.padEnd(40, "x"),
    POMODORO_LOG_USER_KEY: `${CANARY}-log`.padEnd(40, "x"),
    AI_API_KEY: `${CANARY}-ai`,
    OTEL_EXPORTER_OTLP_HEADERS: `x-receiver=${CANARY}-otlp`,
  };
  const service = await openTestApp({
    env: {
      ...{ ...secrets, POMODORO_AUTH: "keys,jwt" },
      ...{ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, AI_PROVIDER: "ollama" },
      ...{ OLLAMA_URL: provider.ollamaUrl, OLLAMA_MODEL: "small" },
    },
    // The model's texts are refused; it is asked again at once.
    overrides: { role: "server", pause: async () => {} },
  });
  const told: string[] = [];
  try {
    const scopes = ["read", "write", "ai", "admin"] as const;
    const made = await service.dependencies.keyService.create({
      ...{ name: CANARY, userId: "ada", scopes, lifeMs: undefined },
    });
    const person = { userId: "ada", marker: CANARY, key: made.key, ids: new Set<string>() };
    const keyless = { "x-api-key": `pml_${CANARY}`, authorization: `Bearer ${CANARY}` };
    for (const example of EXAMPLE_REQUESTS) {
      const sent = asWrittenBy(person, example);
      const own = { authorization: `Bearer ${person.key}`, cookie: `session=${CANARY}` };
      await throughServer(service.app, { ...sent, headers: { ...sent.headers, ...own } });
      const refused = await throughServer(service.app, {
        ...{ ...sent, headers: { ...sent.headers, ...keyless } },
      });
      if (refused.statusCode >= 400) told.push(refused.body);
    }
    const metrics = await throughServer(service.app, { url: "/metrics" });
    assert.equal(metrics.statusCode, 200);
    told.push(metrics.body);
  } finally {
    await service.close();
    await provider.close();
  }
  assert.ok(receiver.spans.length > EXAMPLE_REQUESTS.length, "requests were traced");
  // The receiver is given its own key, in a header; nothing else of ours.
  const traces = receiver.everything().replaceAll(`${CANARY}-otlp`, "");
  const places = { answers: told.join("\n"), log: service.logText(), traces };
  for (const [place, text] of Object.entries(places)) {
    const at = text.indexOf(CANARY);
    assert.equal(at, -1, `${place}: ${text.slice(Math.max(at - 300, 0), at + 100)}`);
  }
});

test("settings whose names speak of a secret are marked as one", () => {
  const unmarked = Object.values(SETTINGS).filter((setting) => !("secret" in setting));
  const names = unmarked.map(({ name }) => name);
  const telling = names.filter((name) => /SECRET|KEY$|TOKEN|PASSWORD/.test(name));
  assert.deepEqual(telling, []);
});

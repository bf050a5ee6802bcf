import { cloudModel } from "../../../src/adapters/ai/cloud-model.ts";
import { ollamaModel } from "../../../src/adapters/ai/ollama-model.ts";
import type { Database } from "../../../src/db/database.ts";
import { openDatabase } from "../../../src/db/open.ts";
import type { CacheStore, LanguageModel, ProviderKind } from "../../../src/ports.ts";
import { aiAnswerRepository } from "../../../src/repositories/ai-answer-repository.ts";
import { aiLedgerRepository } from "../../../src/repositories/ai-ledger-repository.ts";
import {
  factsFingerprint,
  type TextCapability,
  type TextRequest,
} from "../../../src/services/ai/text-request.ts";
import type { CallRecorder } from "../../../src/services/ai/writing/call-recorder.ts";
import type { CheckText } from "../../../src/services/ai/writing/check-texts.ts";
import {
  createTextWriting,
  type TextWriting,
  type TextWritingParts,
} from "../../../src/services/ai/writing/text-writing.ts";
import { type TestClock, testClock } from "../test-clock.ts";
import { type ManualAlarms, manualAlarms } from "./manual-alarms.ts";
import { MODEL, openProviderDouble, type ProviderDouble } from "./provider-double.ts";
import { KEY_CANARY } from "./provider-faults.ts";

/** What a recorder was told, in words. */
export interface Recorded {
  readonly calls: string[];
  readonly answers: string[];
  readonly violations: string[];
  costMicrodollars: number;
}

export interface WritingStage {
  readonly double: ProviderDouble;
  readonly clock: TestClock;
  readonly alarms: ManualAlarms;
  readonly database: Database;
  readonly writing: TextWriting;
  readonly recorded: Recorded;
  /** Another process on the same database. */
  openPeer(): TextWriting;
  close(): Promise<void>;
}

export interface StageOptions extends Partial<TextWritingParts> {
  /** Which providers are configured, in order. */
  readonly kinds?: readonly ProviderKind[];
  readonly database?: Database;
  readonly shared?: CacheStore;
}

/** 28 November 2026. */
export const TODAY = 20_785;

/** Stands in for the checker: a text with "REFUSED" may not be shown. */
export const simpleCheck: CheckText = (_request, _key, text) =>
  text.includes("REFUSED") ? [{ kind: "unsupported_number" }] : [];

export async function openWritingStage(options: StageOptions = {}): Promise<WritingStage> {
  const double = await openProviderDouble();
  const clock = testClock("2026-03-02T12:00:00+01:00");
  const alarms = manualAlarms(clock);
  const database = options.database ?? (await openDatabase(":memory:", { migrate: true }));
  const recorded: Recorded = { calls: [], answers: [], violations: [], costMicrodollars: 0 };
  let ids = 0;

  function open(): TextWriting {
    return createTextWriting({
      models: (options.kinds ?? ["cloud"]).map((kind) => modelOf(kind, double, clock)),
      answers: aiAnswerRepository(database),
      ledger: aiLedgerRepository(database),
      ...{ hasPeers: false, shared: undefined, sharedPrefix: "test:", clock },
      ...{ pause: alarms.pause, after: alarms.after, random: () => 0.5 },
      newId: () => {
        ids += 1;
        return `call-${ids}`;
      },
      ...{ today: () => TODAY, check: simpleCheck, recorder: recorderTo(recorded) },
      ...{ notePolicy: "recent", prices: { [MODEL]: { input: 1, output: 2 } } },
      budgetUsd: { total: undefined, perUser: undefined },
      ...{ concurrency: undefined, maxCallMs: 180_000, onTrouble: () => {} },
      ...options,
    });
  }

  const writing = open();
  const peers: TextWriting[] = [];
  return {
    ...{ double, clock, alarms, database, writing, recorded },
    openPeer() {
      const peer = open();
      peers.push(peer);
      return peer;
    },
    async close() {
      for (const each of [writing, ...peers]) await each.close();
      await double.close();
      if (options.database === undefined) await database.close();
    },
  };
}

function modelOf(kind: ProviderKind, double: ProviderDouble, clock: TestClock): LanguageModel {
  const shared = { model: MODEL, embeddingModel: MODEL, clock };
  return kind === "cloud"
    ? cloudModel({ ...shared, url: double.cloudUrl, apiKey: KEY_CANARY })
    : ollamaModel({ ...shared, url: double.ollamaUrl });
}

function recorderTo(recorded: Recorded): CallRecorder {
  return {
    called(call, { failure, costMicrodollars }) {
      recorded.calls.push(`${call.provider} ${failure ?? "answered"}`);
      recorded.costMicrodollars += costMicrodollars;
    },
    refused: (call, reason) => void recorded.calls.push(`${call.provider} ${reason}`),
    answered: (capability, source) => void recorded.answers.push(`${capability} ${source}`),
    violated: (capability, kind) => void recorded.violations.push(`${capability} ${kind}`),
  };
}

/** A request of a briefing with two texts, four sessions and one note. */
export function briefing(changes: Partial<TextRequest> = {}): TextRequest {
  const request = {
    ...{ capability: "morning_briefing" as TextCapability, userId: "ada", locale: "en" as const },
    ...{ parameters: {}, asked: {} },
    figures: [
      {
        ...{ id: "expected", kind: "sessions" as const, value: 4, member: ["greeting"] },
        shown: { en: "4 sessions", cs: "4 sezení" },
      },
    ],
    names: { categories: ["Writing"], presets: ["Deep Work"], tasks: ["essay"], unsayable: [] },
    members: [
      { key: "greeting", maxLength: 200, template: "Template greeting.", figureIds: ["expected"] },
      { key: "motivation", maxLength: 200, template: "Template motivation.", figureIds: [] },
    ],
    notes: [{ day: TODAY - 1, text: "the second chapter went well" }],
    ...{ day: TODAY, deadlineMs: 7000, bypassCache: false },
    lifetime: {
      ttlMs: 4 * 3_600_000,
      endsAtMs: Number.MAX_SAFE_INTEGER,
      fixedFor: "facts" as const,
    },
  };
  const changed = { ...request, ...changes };
  return { ...changed, factsFingerprint: changes.factsFingerprint ?? factsFingerprint(changed) };
}

export const GOOD_TEXTS = { greeting: "Good morning, model.", motivation: "Well begun, model." };

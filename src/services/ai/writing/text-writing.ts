import type { Alarm, CacheStore, Clock, LanguageModel, Pause, Randomness } from "../../../ports.ts";
import type { AiAnswerRepository } from "../../../repositories/ai-answer-repository.ts";
import type { AiLedgerRepository } from "../../../repositories/ai-ledger-repository.ts";
import type { TextCapability, TextWriter } from "../text-request.ts";
import { type AnswerStore, createAnswerStore } from "./answer-store.ts";
import { createBudgetLedger } from "./budget-ledger.ts";
import { createCachedWriter } from "./cached-writer.ts";
import type { CallLedger } from "./call-ledger.ts";
import type { CallRecorder } from "./call-recorder.ts";
import type { CheckText } from "./check-texts.ts";
import { createFlights } from "./flights.ts";
import { createModelChain } from "./model-chain.ts";
import { createModelWriter } from "./model-writer.ts";
import { type Price, type PriceTable, priceTable } from "./prices.ts";
import type { NotePolicy } from "./prompt.ts";
import { createProviderGate, type ProviderGate } from "./provider-gate.ts";

/** All parts around language models, composed once per process. */
export interface TextWriting {
  readonly writer: TextWriter;
  readonly gates: readonly ProviderGate[];
  readonly answers: AnswerStore;
  readonly ledger: CallLedger;
  readonly prices: PriceTable;
  readonly notePolicy: NotePolicy;
  /** Deletes everything stored of a user's questions and answers, and cancels those in progress. */
  eraseUser(userId: string): Promise<void>;
  /** Resolves when everything in progress has been recorded. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface TextWritingParts {
  /** In the order in which they are tried. */
  readonly models: readonly LanguageModel[];
  readonly answers: AiAnswerRepository;
  readonly ledger: AiLedgerRepository;
  /** Whether other processes use this database. */
  readonly hasPeers: boolean;
  readonly shared: CacheStore | undefined;
  readonly sharedPrefix: string;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly after: Alarm;
  readonly random: Randomness;
  readonly newId: () => string;
  readonly today: () => number;
  readonly check: CheckText;
  readonly recorder: CallRecorder;
  readonly notePolicy: NotePolicy;
  readonly prices: Readonly<Record<string, Price>>;
  readonly budgetUsd: { readonly total: number | undefined; readonly perUser: number | undefined };
  /** Concurrent calls to one provider; each kind has its own default. */
  readonly concurrency: number | undefined;
  readonly maxCallMs: number;
  /** Capabilities whose texts may be written ahead; none when absent. */
  readonly writtenAhead?: readonly TextCapability[];
  readonly onTrouble: (error: unknown) => void;
}

const CONCURRENCY: Readonly<Record<LanguageModel["provider"], number>> = { cloud: 512, ollama: 2 };

export function createTextWriting(parts: TextWritingParts): TextWriting {
  const { clock, recorder, onTrouble } = parts;
  const gates = parts.models.map((model) =>
    createProviderGate(model, {
      clock,
      concurrency: parts.concurrency ?? CONCURRENCY[model.provider],
    }),
  );
  const prices = priceTable(parts.prices);
  const ledger = createBudgetLedger({
    ...parts,
    ...{ repository: parts.ledger, prices },
    limits: {
      total: toMicrodollars(parts.budgetUsd.total),
      perUser: toMicrodollars(parts.budgetUsd.perUser),
    },
  });
  const store = createAnswerStore({
    ...{ repository: parts.answers, shared: parts.shared, prefix: parts.sharedPrefix },
    ...{ clock, onTrouble },
  });
  const chain = createModelChain({ ...parts, gates, ledger });
  const under = createFlights();
  const writer = createCachedWriter({
    ...parts,
    ...{ store, recorder, flights: under },
    write: createModelWriter({ ...parts, chain }),
    leases: parts.hasPeers ? parts.answers : undefined,
    models: gates.map(({ model }) => model.model),
    writtenAhead: parts.writtenAhead ?? [],
  });

  async function settled(): Promise<void> {
    await under.landed();
    await store.settled();
    await ledger.settled();
  }

  return {
    ...{ writer, gates, answers: store, ledger, prices, notePolicy: parts.notePolicy, settled },
    async eraseUser(userId) {
      under.cancel(userId);
      await store.settled();
      await store.erase(userId);
      await ledger.settled();
      await parts.ledger.erase(userId);
    },
    async close() {
      under.cancel();
      await settled();
    },
  };
}

function toMicrodollars(usd: number | undefined): number | undefined {
  return usd === undefined ? undefined : Math.floor(usd * 1e6);
}

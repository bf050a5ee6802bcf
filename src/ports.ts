/** The interfaces to the outside world, which tests replace. */

import type { OwnPresets } from "./domain/preset.ts";
import type { Principal, Verified } from "./domain/principal.ts";
import type { Locale } from "./messages/locale.ts";
import type { DayCut } from "./time/local-day.ts";
import type { WorkTimes } from "./time/work-times.ts";

/** The only source of the current time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Waits this long, in milliseconds. */
export type Pause = (ms: number) => Promise<unknown>;

/** Calls `act` after this long, in milliseconds, unless the returned function cancels it. */
export type Alarm = (ms: number, act: () => void) => () => void;

/** A number from 0 up to but not including 1. */
export type Randomness = () => number;

/**
 * The current version of each user's data. Every write of any program raises the version. A profile or a cached answer of an
 * older version is outdated.
 */
export interface VersionFeed {
  /**
   * The current version: synchronous when the feed is live and knows the user, otherwise read from the database. It is 0
   * before the first write for a user.
   *
   * @param read reads the version along with other data of the caller; called at most once, and synchronously
   */
  current(userId: string, read?: ReadVersion): number | Promise<number>;
  /** The newest known version, even if a newer one may have been missed; absent when none can be missed. */
  readonly newestHeard?: (userId: string) => number | undefined;
  /**
   * Reports interruptions, in which writes may be missed, and which may take writes back, as in a fail-over. Absent when
   * there can be none.
   */
  readonly onInterruption?: (listener: () => void) => void;
  /**
   * Reports people whom any process has erased. Absent when there can be no other process.
   * @returns ends the subscription
   */
  readonly onErased?: (listener: (userId: string) => void) => () => void;
  /** The state of the feed for operators; absent for a feed without lag. */
  readonly health?: () => FeedHealth;
  close(): Promise<void>;
}

/** Reads a committed version. */
export type ReadVersion = (userId: string) => Promise<number>;

/** A person's data version and newest settings. */
export interface PersonState {
  /** The version of the person's data. The settings have this version or a later one. */
  readonly version: number;
  /** The day cut; equal cuts are the same object. */
  readonly cut: DayCut;
  /** The chosen language; nothing without a choice. */
  readonly language: Locale | undefined;
  readonly workTimes: WorkTimes;
  readonly presets: OwnPresets;
}

/** The settings of people. Every change of a person's settings raises their data version. */
export interface People {
  /**
   * The current settings: synchronous when those of the current version are in memory, otherwise read from the database.
   * Work that runs on memory alone gets the last known settings.
   */
  current(userId: string): PersonState | Promise<PersonState>;
  /** The settings in memory, which may be outdated; nothing when there are none. */
  last(userId: string): PersonState | undefined;
  /** The time at which those were last known to be current. */
  lastConfirmedMs(userId: string): number | undefined;
  /** Drops a person from memory, including a read in progress. */
  forget(userId: string): void;
  /** The default settings. */
  readonly usual: Omit<PersonState, "version">;
}

export interface FeedHealth {
  /** Age, ms, of the newest proof that the feed has seen every earlier write. */
  readonly lagMs: number;
  /** Time, ms, since the feed saw a newer version; nothing before the first one. */
  readonly newestAgeMs: number | undefined;
}

/**
 * The store of answers that replicas share: texts by key, with a time to live. Every call ends within a short deadline; a
 * failure is always a `CacheStoreError`.
 */
export interface CacheStore {
  /** With a group, finds the key only if it is a member: a key that a deletion cannot find must not be served either. */
  get(key: string, group?: string): Promise<string | undefined>;
  /**
   * Stores a value atomically unless the stored one has a higher rank, so that a late write cannot replace a newer value.
   * Also adds the key to a group, the set of keys that are deleted together. Key and group begin with the same hash tag
   * (text in braces).
   */
  set(
    key: string,
    value: string,
    options: { readonly ttlMs: number; readonly group: string; readonly rank: Rank },
  ): Promise<void>;
  /** Takes the lease of this name unless another holder has it. The fencing number is higher than all previous ones. */
  lease(name: string, options: LeaseOptions): Promise<LeaseReply>;
  /** Releases a lease, unless it has expired and another holder has taken it. */
  release(name: string, holder: string): Promise<void>;
  /** The keys in a group; some may have expired. */
  members(group: string): Promise<readonly string[]>;
  /** @returns the number of deleted keys */
  delete(keys: readonly string[]): Promise<number>;
  /** All keys with the prefix, in batches. Keys that are added or deleted meanwhile may be missed. */
  scan(prefix: string): AsyncIterable<readonly string[]>;
  /** Sends a message to all listeners, including this process. */
  publish(message: string): Promise<void>;
  /** @param listener `onGap` is called when messages may have been missed */
  listen(listener: {
    readonly onMessage: (message: string) => void;
    readonly onGap: () => void;
  }): void;
  close(): Promise<void>;
}

/** The order of values for one key. Ranks are compared number by number; all are integers. */
export type Rank = readonly [first: number, second: number, third: number];

export interface LeaseOptions {
  /** The name of the holder, unique to this attempt. */
  readonly holder: string;
  /** The lifetime after which the lease is free again, even if its holder has not released it. */
  readonly lifeMs: number;
  /** The key of the counter of fencing numbers, which several leases may share. It has the same hash tag as the name. */
  readonly counter: string;
}

export interface LeaseReply {
  readonly isMine: boolean;
  /** The fencing number. A holder that has lost the lease has a lower number than the next one. */
  readonly fence: number;
}

/** A call to the store failed. */
export class CacheStoreError extends Error {
  /** Whether the store replied with a refusal (full, read-only); other calls may still succeed. */
  readonly refused: boolean;

  constructor(message: string, refused: boolean, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "CacheStoreError";
    this.refused = refused;
  }
}

/** The store of rate limits that replicas share. Every call ends within a short deadline; a failure is an `Error`. */
export interface LimitStore {
  /**
   * Takes units of a caller's budget atomically, as many as are available, by the store's own clock.
   *
   * @param budget `count` units, which are restored within `periodMs`
   */
  take(
    key: string,
    budget: { readonly count: number; readonly periodMs: number },
    wanted: number,
  ): Promise<TakenUnits>;
  /** Registers this process as counting. Returns the number of recently counting processes, at least 1. */
  countProcesses(): Promise<number>;
  close(): Promise<void>;
}

export interface TakenUnits {
  /** Granted units, from 0 to the requested number. */
  readonly granted: number;
  /** Units that are still available now. */
  readonly remaining: number;
  /** Time until one more unit is available, ms. */
  readonly moreInMs: number;
}

/**
 * A language model at one provider. Every call ends at the abort of its signal at the latest; a failure is a
 * `ProviderError`.
 */
export interface LanguageModel {
  readonly provider: ProviderKind;
  /** Host and port of the provider, the only part of its URL that is shown. */
  readonly host: string;
  readonly model: string;
  /** Writes one object of texts. The text is complete, but not parsed. */
  write(prompt: Prompt, schema: TextSchema, signal: AbortSignal): Promise<WrittenText>;
  /** The same in parts. The text is valid only if the last part is `end`. */
  stream(prompt: Prompt, schema: TextSchema, signal: AbortSignal): AsyncIterable<StreamPart>;
  /** Embeds each text as one finite vector, in order. All vectors have the same dimension. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<EmbeddedTexts>;
  /** Lists the provider's models by a request without cost. */
  check(signal: AbortSignal): Promise<readonly string[]>;
}

export type ProviderKind = "cloud" | "ollama";

export interface Prompt {
  readonly system: string;
  readonly user: string;
  /** The largest length of the answer, in tokens. */
  readonly maxOutputTokens: number;
}

/** The shape of an answer: a flat object of required texts. */
export interface TextSchema {
  readonly members: readonly { readonly key: string; readonly description: string }[];
}

export interface WrittenText {
  readonly text: string;
  /** The provider's token counts; absent when it sends none. */
  readonly usage?: TokenUsage;
}

export type StreamPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "end"; readonly usage?: TokenUsage };

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface EmbeddedTexts {
  readonly vectors: readonly Float32Array[];
  readonly dimensions: number;
}

/** The class of a failed call to a provider; `error_type` in the metrics. */
export type ProviderFailure =
  | "unreachable"
  | "timeout"
  | "aborted"
  | "rate_limited"
  | "quota"
  | "unauthorized"
  | "model_missing"
  | "bad_request"
  | "server_error"
  | "redirected"
  | "too_large"
  | "unreadable"
  | "cut_off"
  | "filtered"
  | "refused"
  | "invalid_answer";

/**
 * A call to a provider failed. The error carries classes and numbers only, never the provider's message, which may
 * contain the key.
 */
export class ProviderError extends Error {
  readonly failure: ProviderFailure;
  readonly status: number | undefined;
  /** The provider's `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(
    failure: ProviderFailure,
    details: { readonly status?: number; readonly retryAfterMs?: number } = {},
  ) {
    super(`the provider failed: ${failure}`);
    this.name = "ProviderError";
    this.failure = failure;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** The parts of a request that identify its caller. */
export interface CredentialSource {
  /** Headers with names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined } | null;
}

/**
 * Authenticates requests. A cached answer is sent synchronously, so verified credentials are available synchronously too.
 * Other credentials are verified by the framework, which also answers refusals.
 */
export interface Identify {
  /**
   * The verified credential; nothing for one that is not verified yet or is refused. It does no I/O and counts nothing, so
   * it may be called several times per request.
   */
  readonly known: (request: CredentialSource) => VerifiedCredential | undefined;
  /**
   * Verifies a credential that is not known yet.
   *
   * @throws ServiceError when the credential is missing or refused
   */
  readonly verify: (request: CredentialSource) => Promise<Principal>;
}

/** A verified credential and its principal. */
export interface VerifiedCredential {
  readonly principal: Principal;
  /** Whether it is neither revoked nor expired. Synchronous; checked at every request. */
  readonly isStillGood: () => boolean;
}

/** Verifies credentials of one kind. */
export interface CredentialVerifier {
  /** The credential if it was verified before and is still valid; synchronous. */
  known(credential: string): VerifiedCredential | undefined;
  verify(credential: string): Promise<Verified>;
}

/** The claims of a signed token whose signature, issuer, audience and times are valid, or the reason of its refusal. */
export type TokenReading =
  | { readonly claims: Readonly<Record<string, unknown>>; readonly expiresAtMs: number }
  | { readonly claims?: undefined; readonly refusal: "invalid" | "expired" };

/**
 * Verifies a signed token.
 *
 * @throws ServiceError `identity_unavailable` when the public keys cannot be fetched
 */
export type ReadToken = (token: string) => Promise<TokenReading>;

/** Cryptographically strong random bytes. */
export type SecureBytes = (count: number) => Uint8Array;

/** Every seam to the outside world that tests replace. */

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

/** Acts after this long, in milliseconds, unless the returned function is called before. */
export type Alarm = (ms: number, act: () => void) => () => void;

/** A number from 0 up to but not including 1. */
export type Randomness = () => number;

/**
 * Tells which version of a user's data is current. Every write by anybody raises the version; a
 * profile or a cached answer made from another version is out of date.
 */
export interface VersionFeed {
  /**
   * The version now: at once when the feed is live and has seen this user, otherwise read from the
   * database. A user nobody has written for has version 0.
   *
   * @param read reads it together with what else its caller wants to know; called at most once, at once
   */
  current(userId: string, read?: ReadVersion): number | Promise<number>;
  /** The newest version that was heard of, whether or not a newer one can have been missed; absent where none can be. */
  readonly newestHeard?: (userId: string) => number | undefined;
  /**
   * Tells whenever writes may be missed for a while, as in a fail-over, which may also take some back. Absent where that
   * cannot be.
   */
  readonly onInterruption?: (listener: () => void) => void;
  /**
   * Tells of people whom another process has erased; this one's own are told, too. Absent where no other can be.
   * @returns ends it
   */
  readonly onErased?: (listener: (userId: string) => void) => () => void;
  /** For operators; absent where there is nothing to tell. */
  readonly health?: () => FeedHealth;
  close(): Promise<void>;
}

/** Reads a version as it is committed. */
export type ReadVersion = (userId: string) => Promise<number>;

/** A person as their newest settings have them. */
export interface PersonNow {
  /** Version of their data. The settings are of this version, or of a later one. */
  readonly version: number;
  /** Equal ways of cutting days are one object. */
  readonly cut: DayCut;
  /** The language they have chosen; nothing when they have chosen none. */
  readonly language: Locale | undefined;
  readonly workTimes: WorkTimes;
  readonly presets: OwnPresets;
}

/** Knows people's settings. Every change of them raises the version of their data. */
export interface People {
  /**
   * At once when the settings of the current version are in memory, otherwise read from the database; as they were last
   * known to work that is done from memory.
   */
  current(userId: string): PersonNow | Promise<PersonNow>;
  /** What is in memory, perhaps out of date; nothing when nothing is. */
  last(userId: string): PersonNow | undefined;
  /** When that was last known to be up to date. */
  lastConfirmedMs(userId: string): number | undefined;
  /** Also what is being read just now. */
  forget(userId: string): void;
  /** How it is with those who have chosen nothing. */
  readonly usual: Omit<PersonNow, "version">;
}

export interface FeedHealth {
  /** How old the newest proof is that every write committed before it has been seen, in milliseconds. */
  readonly lagMs: number;
  /** How long ago the feed saw a newer version; nothing when it has seen none. */
  readonly newestAgeMs: number | undefined;
}

/**
 * Where replicas share what they have worked out: texts by key, with a time to live. Every call ends within a
 * short deadline; a failure is always a `CacheStoreError`.
 */
export interface CacheStore {
  /** With a group: only when the key is noted in it. What a deletion could not find must not be found either. */
  get(key: string, group?: string): Promise<string | undefined>;
  /**
   * Stores unless what is there ranks higher, in one step, so that a late write cannot undo what others
   * wrote meanwhile. Also notes the key in a group, which names a set of keys to be deleted together; key and
   * group begin with the same text in braces.
   */
  set(
    key: string,
    value: string,
    options: { readonly ttlMs: number; readonly group: string; readonly rank: Rank },
  ): Promise<void>;
  /** Takes the lease of this name unless somebody has it; in either case gives a number above all given before. */
  lease(name: string, options: LeaseOptions): Promise<LeaseReply>;
  /** Gives a lease back; that of another holder, who took it when this one's time was over, stays. */
  release(name: string, holder: string): Promise<void>;
  /** Keys noted in a group; some may have expired since. */
  members(group: string): Promise<readonly string[]>;
  /** @returns how many there were */
  delete(keys: readonly string[]): Promise<number>;
  /** All keys that begin with the prefix, in batches; keys that come or go meanwhile may be missed. */
  scan(prefix: string): AsyncIterable<readonly string[]>;
  /** Tells everybody who listens, this process included. */
  publish(message: string): Promise<void>;
  /** `onGap`: messages may have been missed. */
  listen(listener: {
    readonly onMessage: (message: string) => void;
    readonly onGap: () => void;
  }): void;
  close(): Promise<void>;
}

/** Which of two values for one key is the later: compared number by number, all whole. */
export type Rank = readonly [first: number, second: number, third: number];

export interface LeaseOptions {
  /** Unique to this attempt. */
  readonly holder: string;
  /** After this long the lease is free again, whatever became of its holder. */
  readonly lifeMs: number;
  /** What is counted; leases of several names may share it. Begins with the name's text in braces. */
  readonly counter: string;
}

export interface LeaseReply {
  readonly isMine: boolean;
  /** The fencing number: a holder who comes back after losing the lease has a lower one than the next. */
  readonly fence: number;
}

/** The store did not do what it was asked. */
export class CacheStoreError extends Error {
  /** Whether the store answered, and said no (full, read-only): asking it for something else may well work. */
  readonly refused: boolean;

  constructor(message: string, refused: boolean, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "CacheStoreError";
    this.refused = refused;
  }
}

/** Where replicas count together what callers take. Every call ends within a short deadline; a failure is an `Error`. */
export interface LimitStore {
  /**
   * Takes units of a caller's budget, all of them or as many as there are, in one step and by the store's own clock.
   *
   * @param periodMs how long `count` units take to come back
   */
  take(
    key: string,
    budget: { readonly count: number; readonly periodMs: number },
    wanted: number,
  ): Promise<TakenUnits>;
  /** Notes that this process is one of those that count, and says how many were lately; at least 1. */
  countProcesses(): Promise<number>;
  close(): Promise<void>;
}

export interface TakenUnits {
  /** 0 … as many as were asked for. */
  readonly granted: number;
  /** Units that may still be taken at once. */
  readonly remaining: number;
  /** Until one more may be taken, ms. */
  readonly moreInMs: number;
}

/** A language model at one provider. Each call ends with the signal at the latest; a failure is a `ProviderError`. */
export interface LanguageModel {
  readonly provider: ProviderKind;
  /** Host and port of the provider: the only part of its address that is shown. */
  readonly host: string;
  readonly model: string;
  /** One object of texts as the model wrote it, whole but not yet parsed. */
  write(prompt: Prompt, schema: TextSchema, signal: AbortSignal): Promise<WrittenText>;
  /** The same piece by piece. What was given is worth nothing unless the last part is `end`. */
  stream(prompt: Prompt, schema: TextSchema, signal: AbortSignal): AsyncIterable<StreamPart>;
  /** One vector per text, in their order, all of one dimension and finite. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<EmbeddedTexts>;
  /** Whether the provider answers and knows the model, by a request that costs nothing. */
  check(signal: AbortSignal): Promise<readonly string[]>;
}

export type ProviderKind = "cloud" | "ollama";

export interface Prompt {
  readonly system: string;
  readonly user: string;
  /** The answer may be no longer than this. */
  readonly maxOutputTokens: number;
}

/** The shape of an answer: a flat object of texts, all of them required. */
export interface TextSchema {
  readonly members: readonly { readonly key: string; readonly description: string }[];
}

export interface WrittenText {
  readonly text: string;
  /** As the provider counted; absent when it did not say. */
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

/** What became of a call to a provider; `error_type` in the metrics. */
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

/** A call to a provider failed. Carries classes and numbers alone: never its message, which may hold the key. */
export class ProviderError extends Error {
  readonly failure: ProviderFailure;
  readonly status: number | undefined;
  /** How long the provider asks to be left alone. */
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

/** What of a request says who asks. */
export interface Asking {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined } | null;
}

/**
 * Turns a request into the person who asks. A kept answer is given without waiting, so what was verified before is
 * known at once; everything else is verified by the framework, which also gives the refusal.
 */
export interface Identify {
  /**
   * Nothing for a credential that has yet to be verified, or is refused. May be called several times for one request:
   * it does no I/O and counts nothing.
   */
  readonly known: (request: Asking) => VerifiedCredential | undefined;
  /**
   * Called when nobody is known.
   *
   * @throws ServiceError when nobody is let in
   */
  readonly verify: (request: Asking) => Promise<Principal>;
}

/** A credential that was verified, and whom it stands for. */
export interface VerifiedCredential {
  readonly principal: Principal;
  /** Asked for every request that comes with it: it may have been revoked, or have expired. Never waits. */
  readonly isStillGood: () => boolean;
}

/** Knows whom a credential of one kind stands for. */
export interface CredentialVerifier {
  /** At once, for what was verified before and is good still. */
  known(credential: string): VerifiedCredential | undefined;
  verify(credential: string): Promise<Verified>;
}

/** What a signed token says, once its signature, issuer, audience and times are found right. */
export type TokenReading =
  | { readonly claims: Readonly<Record<string, unknown>>; readonly expiresAtMs: number }
  | { readonly claims?: undefined; readonly refusal: "invalid" | "expired" };

/**
 * Checks a signed token.
 *
 * @throws ServiceError `identity_unavailable` when the keys to check it with cannot be fetched
 */
export type ReadToken = (token: string) => Promise<TokenReading>;

/** Cryptographically strong randomness, so many bytes. */
export type SecureBytes = (count: number) => Uint8Array;

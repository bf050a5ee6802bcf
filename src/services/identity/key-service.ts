import type { ApiKey } from "../../domain/api-key.ts";
import { isUserId, type Scope } from "../../domain/principal.ts";
import { ServiceError, validationError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";
import type { ApiKeyRepository, KeyListOptions } from "../../repositories/api-key-repository.ts";
import type { ApiKeyBody, NewKeyBody } from "../../schemas/keys.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { digestOf, newKeyText } from "./key-text.ts";

/** Default time for which a replaced key stays valid. */
export const DEFAULT_KEEP_MS = 24 * 3_600_000;

/** Description of a key to create. */
export interface NewKey {
  readonly name: string;
  readonly userId: string;
  readonly scopes: readonly Scope[];
  /** Lifetime; when absent, valid until revoked. */
  readonly lifeMs: number | undefined;
}

/** Creates, rotates and revokes keys. */
export interface KeyService {
  /**
   * The key itself is returned only here.
   * @throws ServiceError `validation_failed`
   */
  create(wanted: NewKey): Promise<NewKeyBody>;
  list(options: KeyListOptions): Promise<ApiKeyBody[]>;
  /**
   * Revokes a key, in every process within a second.
   * @param idOrPrefix either identifier of a key
   * @throws ServiceError `key_not_found`
   */
  revoke(idOrPrefix: string): Promise<ApiKeyBody>;
  /**
   * Creates a replacement for a key. The old key stays valid for a while. The new one has the lifetime that the old one had
   * when it was created.
   * @throws ServiceError `key_not_found`
   */
  rotate(idOrPrefix: string, keepMs: number): Promise<NewKeyBody>;
}

export interface KeyServiceParts {
  readonly keys: ApiKeyRepository;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly newId: () => string;
  readonly secureBytes: (count: number) => Uint8Array;
  /** Clears this process's cache of a user's keys. */
  readonly forget: (userId: string) => void;
}

export function createKeyService(parts: KeyServiceParts): KeyService {
  const { keys, clock, logger } = parts;

  function logChange(event_type: string, { id, prefix, userId }: ApiKey, message: string): void {
    logger.info({ event_type, context: { key_id: id, prefix, user_id: userId } }, message);
  }

  /** Clears the cache even after a failure, because the write may have succeeded although no answer arrived. */
  async function thenForget({ userId }: ApiKey, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } finally {
      parts.forget(userId);
    }
  }

  async function create({ name, userId, scopes, lifeMs }: NewKey): Promise<NewKeyBody> {
    // The user id must be valid for database, header and command line.
    if (!isUserId(userId)) throw validationError([{ field: "user", code: "user_id" }]);
    const { prefix, key } = newKeyText(parts.secureBytes);
    const createdAtMs = clock.now();
    const stored = {
      ...{ id: parts.newId(), prefix, name, userId, scopes: [...new Set(scopes)], createdAtMs },
      sha256: digestOf(key).toString("hex"),
      expiresAtMs: lifeMs === undefined ? undefined : createdAtMs + lifeMs,
      lastUsedAtMs: undefined,
    };
    await keys.insert(stored);
    logChange("API_KEY_CREATED", stored, "a key was made");
    const { id, expires_at } = bodyOf(stored);
    return { id, key, prefix, user: userId, scopes: [...stored.scopes], expires_at };
  }

  async function find(idOrPrefix: string): Promise<ApiKey> {
    const key = await keys.find(idOrPrefix);
    if (key === undefined) throw new ServiceError("key_not_found", { params: { id: idOrPrefix } });
    return key;
  }

  return {
    create,
    list: async (options) => (await keys.list(options)).map(bodyOf),

    async revoke(idOrPrefix) {
      const key = await find(idOrPrefix);
      await thenForget(key, () => keys.delete(key));
      logChange("API_KEY_REVOKED", key, "a key was revoked");
      return bodyOf(key);
    },

    async rotate(idOrPrefix, keepMs) {
      const old = await find(idOrPrefix);
      const { name, userId, scopes, createdAtMs, expiresAtMs = Number.POSITIVE_INFINITY } = old;
      const lifeMs = Number.isFinite(expiresAtMs) ? expiresAtMs - createdAtMs : undefined;
      const made = await create({ name, userId, scopes, lifeMs });
      const endsAtMs = Math.min(expiresAtMs, clock.now() + keepMs);
      await thenForget(old, () => keys.setExpiry(old, endsAtMs));
      logChange("API_KEY_ROTATED", old, "a key was replaced");
      return made;
    },
  };
}

function bodyOf(key: ApiKey): ApiKeyBody {
  return {
    ...{ id: key.id, name: key.name, prefix: key.prefix, user: key.userId },
    scopes: [...key.scopes],
    created_at: instant(key.createdAtMs),
    expires_at: key.expiresAtMs === undefined ? null : instant(key.expiresAtMs),
    last_used_at: key.lastUsedAtMs === undefined ? null : instant(key.lastUsedAtMs),
  };
}

/** In UTC, because a key belongs to nobody's days. */
function instant(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toString();
}

import { createTokenReader } from "../adapters/identity/jose-tokens.ts";
import type { Identify } from "../ports.ts";
import type { ApiKeyRepository } from "../repositories/api-key-repository.ts";
import { createIdentify, IDENTIFY_OWNER } from "../services/identity/identify.ts";
import { createKeyService, type KeyService } from "../services/identity/key-service.ts";
import { createKeyVerifier } from "../services/identity/key-verifier.ts";
import { createTokenVerifier } from "../services/identity/token-verifier.ts";
import { createUseNotes } from "../services/identity/use-notes.ts";
import { isOutage } from "./is-outage.ts";
import type { Opened } from "./opened.ts";

export interface Identity {
  readonly identify: Identify;
  readonly keyService: KeyService;
  /** Drops a user's keys from memory. */
  readonly forgetKeys: (userId: string) => void;
  /** Writes the pending records of key uses. */
  readonly closeIdentity: () => Promise<void>;
}

/** Creates the configured authentication. */
export function composeIdentity(opened: Opened, keys: ApiKeyRepository): Identity {
  const { config, clock, feed, logger, after } = opened;
  const uses = createUseNotes({
    ...{ keys, clock, after },
    onTrouble: (error) =>
      logger.warn({ event_type: "KEY_USE_NOT_NOTED", error }, "uses of keys were not noted"),
  });
  const accepts = (method: "keys" | "jwt") => config.auth.includes(method);
  const keyVerifier = accepts("keys")
    ? createKeyVerifier({ keys, feed, clock, uses, isOutage })
    : undefined;
  const identify = createIdentify({
    keys: keyVerifier,
    tokens: accepts("jwt")
      ? createTokenVerifier({
          ...{ read: createTokenReader(config, clock), clock, userClaim: config.jwtUserClaim },
        })
      : undefined,
  });
  const forgetKeys = (userId: string) => keyVerifier?.forget(userId);
  return {
    identify: config.auth.length === 0 ? IDENTIFY_OWNER : identify,
    keyService: createKeyService({ ...opened, keys, forget: forgetKeys }),
    forgetKeys,
    closeIdentity: uses.close,
  };
}

import { isScope, isUserId, type Principal, type Scope } from "../../domain/principal.ts";
import type { Clock, CredentialVerifier, ReadToken, VerifiedCredential } from "../../ports.ts";
import { createLargeLru } from "../../runtime/large-lru.ts";
import { digestOf } from "./key-text.ts";

/** Permissions of a token that states none. */
const USUAL_SCOPES: readonly Scope[] = ["read", "write", "ai"];

/** About 5 MB when full. */
const MAX_ENTRIES = 10_000;

export interface TokenVerifierParts {
  readonly read: ReadToken;
  readonly clock: Clock;
  /** Name of the claim that contains the user. */
  readonly userClaim: string;
}

/** Verifies signed tokens. A token is verified once and cached by its hash until it expires. */
export function createTokenVerifier({
  read,
  clock,
  userClaim,
}: TokenVerifierParts): CredentialVerifier {
  const entries = createLargeLru<VerifiedCredential>(MAX_ENTRIES);
  const nameOf = (token: string) => digestOf(token).toString("latin1");

  return {
    known(token) {
      const entry = entries.get(nameOf(token));
      return entry?.isStillGood() ? entry : undefined;
    },

    async verify(token) {
      const reading = await read(token);
      if (reading.claims === undefined) return { refusal: reading.refusal };
      const { claims, expiresAtMs } = reading;
      const named = claims[userClaim];
      // Some issuers identify users by number.
      const userId = Number.isSafeInteger(named) ? String(named) : named;
      if (typeof userId !== "string" || !isUserId(userId)) return { refusal: "invalid" };
      const principal: Principal = { userId, scopes: scopesOf(claims), caller: `user ${userId}` };
      entries.set(nameOf(token), { principal, isStillGood: () => clock.now() < expiresAtMs });
      return { principal };
    },
  };
}

/** Known permissions from `scope` (space-separated) or `scp` (a list, or such a text). */
function scopesOf({ scope, scp }: Readonly<Record<string, unknown>>): ReadonlySet<Scope> {
  const stated = scope ?? scp;
  if (stated === undefined) return new Set(USUAL_SCOPES);
  const names = Array.isArray(stated) ? stated.map(String) : String(stated).split(" ");
  return new Set(names.filter(isScope));
}

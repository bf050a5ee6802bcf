import { isUserId, OWNER, type Principal, type Verified } from "../../domain/principal.ts";
import { ServiceError, validationError } from "../../errors.ts";
import type {
  CredentialSource,
  CredentialVerifier,
  Identify,
  VerifiedCredential,
} from "../../ports.ts";
import { looksLikeKey } from "./key-text.ts";

export interface IdentifyParts {
  /** Absent when keys are not accepted. */
  readonly keys: CredentialVerifier | undefined;
  /** Absent when tokens are not accepted. */
  readonly tokens: CredentialVerifier | undefined;
}

/** Header with the user on whose behalf the holder of a credential acts. */
const ACTING = "x-pomodoro-user";

const BEARER = /^bearer +([!-~]+) *$/i;

/** Identifies the caller by a key or token, and the user on whose behalf an authorised holder acts. */
export function createIdentify({ keys, tokens }: IdentifyParts): Identify {
  const verifierOf = (credential: string) => (looksLikeKey(credential) ? keys : tokens);

  async function verify(credential: string | undefined): Promise<Verified> {
    if (credential === undefined) return { refusal: "missing" };
    return (await verifierOf(credential)?.verify(credential)) ?? { refusal: "invalid" };
  }

  return {
    known({ headers }) {
      const credential = credentialIn(headers);
      if (credential === undefined) return undefined;
      const held = verifierOf(credential)?.known(credential);
      if (held === undefined || !(ACTING in headers)) return held;
      const { principal: holder, isStillGood } = held;
      const named = headers[ACTING];
      return mayActFor(holder, named)
        ? { principal: actingFor(holder, named), isStillGood }
        : undefined;
    },

    async verify({ headers }) {
      const verified = await verify(credentialIn(headers));
      if (verified.principal === undefined) {
        throw new ServiceError("unauthenticated", { params: { reason: verified.refusal } });
      }
      const { principal: holder } = verified;
      if (!(ACTING in headers)) return holder;
      const named = headers[ACTING];
      if (!holder.scopes.has("act")) throw forbidden("act");
      if (!mayActFor(holder, named)) {
        throw validationError([{ field: "X-Pomodoro-User", code: "user_id" }]);
      }
      return actingFor(holder, named);
    },
  };
}

const AS_OWNER: VerifiedCredential = { principal: OWNER, isStillGood: () => true };

/** Without authentication everybody is the owner, and there is nobody to act for. */
export const IDENTIFY_OWNER: Identify = {
  known: ({ headers }) => (ACTING in headers ? undefined : AS_OWNER),
  async verify({ headers }) {
    if (ACTING in headers) throw forbidden("act");
    return OWNER;
  },
};

/** Error for a missing permission. */
export function forbidden(scope: string): ServiceError {
  return new ServiceError("forbidden", { params: { scope }, members: { required_scope: scope } });
}

function mayActFor(holder: Principal, named: unknown): named is string {
  return holder.scopes.has("act") && typeof named === "string" && isUserId(named);
}

/** A back end acts for many users; each has a rate limit of their own, so that one cannot exhaust the others'. */
function actingFor({ scopes, caller = "" }: Principal, userId: string): Principal {
  return { userId, scopes, caller: `${caller} for ${userId}` };
}

/** Credential from `Authorization`, otherwise from `X-API-Key`, for proxies that use the former themselves. */
function credentialIn(headers: CredentialSource["headers"]): string | undefined {
  const { authorization, "x-api-key": key } = headers;
  const bearer = typeof authorization === "string" ? BEARER.exec(authorization)?.[1] : undefined;
  return bearer ?? (typeof key === "string" && looksLikeKey(key) ? key : undefined);
}

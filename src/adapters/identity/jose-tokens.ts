import type { Config } from "../../config/config.ts";
import { ServiceError } from "../../errors.ts";
import type { Clock, ReadToken } from "../../ports.ts";
import { createKeyFetch } from "./token-keys.ts";

/**
 * Algorithms of the shared secret. They are never used with a public key, which an attacker could pass off as a secret.
 */
const SECRET_ALGORITHMS = ["HS256", "HS384", "HS512"];
const PUBLIC_ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** The accepted difference between clocks. */
const SKEW_SECONDS = 30;
const FETCH_LIMIT_MS = 5000;

export type TokenSettings = Pick<Config, "jwtSecret" | "jwtJwksUrl" | "jwtIssuer" | "jwtAudience">;

/** Verifies signed tokens. The library is loaded with the first token. */
export function createTokenReader(settings: TokenSettings, clock: Clock): ReadToken {
  let opened: Promise<ReadToken> | undefined;
  return async (token) => {
    opened ??= open(settings, clock);
    return (await opened)(token);
  };
}

async function open(settings: TokenSettings, clock: Clock): Promise<ReadToken> {
  const { createRemoteJWKSet, customFetch, decodeProtectedHeader, jwtVerify } = await import(
    "jose"
  );
  const { jwtSecret, jwtJwksUrl, jwtIssuer, jwtAudience } = settings;
  const secret = jwtSecret === undefined ? undefined : new TextEncoder().encode(jwtSecret);
  // The first token fetches the keys. They are cached for ever, and fetched again for an unknown key.
  const publicKeys =
    jwtJwksUrl === undefined
      ? undefined
      : createRemoteJWKSet(new URL(jwtJwksUrl), {
          ...{ timeoutDuration: FETCH_LIMIT_MS, cooldownDuration: 0, cacheMaxAge: Infinity },
          [customFetch]: createKeyFetch(clock),
        });

  function check(token: string) {
    const options = {
      currentDate: new Date(clock.now()),
      clockTolerance: SKEW_SECONDS,
      requiredClaims: ["exp"],
      ...(jwtIssuer !== undefined && { issuer: jwtIssuer }),
      ...(jwtAudience !== undefined && { audience: jwtAudience }),
    };
    const isSecret = SECRET_ALGORITHMS.includes(decodeProtectedHeader(token).alg ?? "");
    if (isSecret && secret !== undefined) {
      return jwtVerify(token, secret, { ...options, algorithms: SECRET_ALGORITHMS });
    }
    if (!isSecret && publicKeys !== undefined) {
      return jwtVerify(token, publicKeys, { ...options, algorithms: PUBLIC_ALGORITHMS });
    }
    return undefined;
  }

  return async (token) => {
    try {
      const checked = await check(token);
      if (checked === undefined) return { refusal: "invalid" };
      const { payload } = checked;
      return { claims: payload, expiresAtMs: ((payload.exp ?? 0) + SKEW_SECONDS) * 1000 };
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      return { refusal: code === "ERR_JWT_EXPIRED" ? "expired" : "invalid" };
    }
  };
}

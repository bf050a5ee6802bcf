import { setting } from "./setting.ts";
import { type AuthMethod, authMethods, flag, secretOf, text, url } from "./setting-types.ts";

/** The settings of authentication. */
export const IDENTITY_SETTINGS = {
  auth: setting<readonly AuthMethod[]>({
    name: "POMODORO_AUTH",
    group: "Identity",
    type: authMethods,
    default: [],
    defaultText: "`none`: everybody who reaches the service is its one user",
    description:
      "What says who asks: API keys, signed tokens (JWT), or both. [identity.md](identity.md) shows how.",
    example: "keys,jwt",
  }),
  jwtSecret: setting<string | undefined>({
    name: "POMODORO_JWT_SECRET",
    group: "Identity",
    type: secretOf(32),
    default: undefined,
    defaultText: "none",
    description: "Secret shared with the signer of tokens by HS256, HS384 or HS512.",
    example: "at-least-32-random-characters-of-yours",
    secret: true,
  }),
  jwtJwksUrl: setting<string | undefined>({
    name: "POMODORO_JWT_JWKS_URL",
    group: "Identity",
    type: url("https", "http"),
    default: undefined,
    defaultText: "none",
    description:
      "Where the public keys of the signer of tokens by RS, PS, ES or EdDSA are read. Fetched when the first token comes, and again when one names an unknown key.",
    example: "https://login.example.org/.well-known/jwks.json",
  }),
  jwtIssuer: setting<string | undefined>({
    name: "POMODORO_JWT_ISSUER",
    group: "Identity",
    type: text("text"),
    default: undefined,
    defaultText: "any",
    description: "What a token's `iss` must be.",
    example: "https://login.example.org/",
  }),
  jwtAudience: setting<string | undefined>({
    name: "POMODORO_JWT_AUDIENCE",
    group: "Identity",
    type: text("text"),
    default: undefined,
    defaultText: "any",
    description:
      "What a token's `aud` must be or hold. Set it where the signer makes tokens for other services too.",
    example: "pomodoro",
  }),
  jwtUserClaim: setting<string>({
    name: "POMODORO_JWT_USER_CLAIM",
    group: "Identity",
    type: text("name of a claim"),
    default: "sub",
    description: "Which claim of a token names the user.",
    example: "email",
  }),
  metricsPublic: setting<boolean>({
    name: "POMODORO_METRICS_PUBLIC",
    group: "Identity",
    type: flag,
    default: false,
    description:
      "Lets everybody read `/metrics`. Without it, a service with POMODORO_AUTH that listens beyond loopback asks for a credential with the scope `read`.",
    example: "true",
  }),
} as const;

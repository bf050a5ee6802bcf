import { type Static, Type } from "typebox";
import { SCOPES } from "../domain/principal.ts";
import { DURATION } from "../time/duration-text.ts";
import { nullable } from "./answer.ts";

/** Allowed label of a key. */
const KeyName = Type.String({ minLength: 1, maxLength: 100 });

const UserId = Type.String({
  pattern: "^[!-~]{1,200}$",
  description: "1–200 visible ASCII characters",
});

const Scopes = Type.Array(Type.Enum([...SCOPES]), { minItems: 1, maxItems: SCOPES.length });

const Duration = (description: string) => Type.String({ pattern: DURATION.source, description });

const Instant = (description: string) =>
  nullable("string", { format: "date-time", description: `RFC 3339, in UTC; ${description}` });

export const NewKeyInput = Type.Object(
  {
    name: KeyName,
    user: UserId,
    scopes: Scopes,
    expires: Type.Optional(
      Duration("lifetime of the key, such as `90d`; when absent, valid until revoked"),
    ),
  },
  { title: "NewKeyInput", additionalProperties: false },
);

export const RotateInput = Type.Object(
  {
    keep: Type.Optional(
      Duration("how long the old key stays valid, such as `24h`, which is the default"),
    ),
  },
  { title: "RotateInput", additionalProperties: false },
);

export const NewKeyBody = Type.Object(
  {
    id: Type.String(),
    key: Type.String({ description: "the key itself; it is not stored and never shown again" }),
    prefix: Type.String({ description: "by which the key is recognised in lists and logs" }),
    user: UserId,
    scopes: Scopes,
    expires_at: Instant("null: valid until revoked"),
  },
  { title: "NewKey", additionalProperties: false },
);
export type NewKeyBody = Static<typeof NewKeyBody>;

export const ApiKeyBody = Type.Object(
  {
    id: Type.String(),
    name: KeyName,
    prefix: Type.String(),
    user: UserId,
    scopes: Scopes,
    created_at: Type.String({ format: "date-time" }),
    expires_at: Instant("null: valid until revoked"),
    last_used_at: Instant("precise to about a minute; null if it was never used"),
  },
  { title: "ApiKey", additionalProperties: false },
);
export type ApiKeyBody = Static<typeof ApiKeyBody>;

export const KeyList = Type.Object(
  {
    keys: Type.Array(ApiKeyBody),
    next: nullable("string", { description: "`after` of the next page; null on the last one" }),
  },
  { title: "ApiKeyList", additionalProperties: false },
);

export const KeyListQuery = Type.Object(
  {
    user: Type.Optional(UserId),
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
    after: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  { additionalProperties: false },
);

export const KeyParams = Type.Object({
  id: Type.String({ maxLength: 100, description: "the key's `id` or `prefix`" }),
});

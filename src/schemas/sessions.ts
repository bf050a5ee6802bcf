import { type Static, type TSchema, Type } from "typebox";
import { DEFAULT_CATEGORY, DEFAULT_PRESET } from "../domain/session.ts";
import { nullable } from "./answer.ts";
import { DateText, FieldProblemBody, Timestamp, Uuid } from "./common.ts";
import { NAME } from "./name.ts";
import { PRIVATE } from "./private.ts";

/** Maximum number of sessions per batch. */
export const MAX_BATCH = 1000;
/** Maximum number of sessions per page. */
export const MAX_PAGE = 200;
/** Default number of sessions per page. */
export const DEFAULT_PAGE = 50;
/** Confirmation required for deleting everything. */
export const DELETE_ALL = "delete-all";

const Preset = Type.String({
  minLength: 1,
  maxLength: 50,
  description: "id of the timer preset",
  ...NAME,
});
const Category = Type.String({ minLength: 1, maxLength: 100, ...NAME });

/** A session before it is stored. */
export const NewSessionBody = Type.Object(
  {
    id: Uuid,
    start: Timestamp,
    end: Timestamp,
    duration_minutes: Type.Number({
      exclusiveMinimum: 0,
      description: "time worked; a fraction where it was not whole minutes",
    }),
    preset: Type.String(),
    category: Type.String(),
    task: nullable("string"),
    rating: nullable("number", {
      minimum: 0,
      maximum: 100,
      description: "the person's rating of productivity, in per cent; null is not rated",
    }),
    completed: Type.Boolean({ description: "whether the session was worked to its end" }),
    notes: nullable("string"),
  },
  { title: "PreviewedSession", additionalProperties: false },
);
export type NewSessionBody = Static<typeof NewSessionBody>;

export const SessionBody = Type.Object(
  { ...NewSessionBody.properties, created_at: Timestamp, updated_at: Timestamp },
  { title: "Session", additionalProperties: false },
);
export type SessionBody = Static<typeof SessionBody>;

const start = Type.String({
  maxLength: 40,
  description:
    "RFC 3339 with an offset (`2026-03-02T09:30:00+01:00`), or a local time (`2026-03-02T09:30`) together with `timezone`; at most 24 hours in the future",
});
const end = nullable("string", {
  maxLength: 40,
  description: "instead of `duration_minutes`, or in addition to it; same format as `start`",
});
const duration = nullable("number", {
  exclusiveMinimum: 0,
  maximum: 1440,
  description:
    "time worked, stored to the second; has precedence over `end`, and is shorter than the interval when the timer was paused",
});
/** Optional members of a new session and of a change. */
const details = {
  timezone: Type.Optional(
    nullable("string", {
      maxLength: 100,
      description: "IANA zone of times without an offset",
    }),
  ),
  preset: Type.Optional(
    nullable("string", { maxLength: 50, description: `default \`${DEFAULT_PRESET}\`` }),
  ),
  category: Type.Optional(
    nullable("string", { maxLength: 100, description: `default \`${DEFAULT_CATEGORY}\`` }),
  ),
  task: Type.Optional(nullable("string", { maxLength: 200, ...PRIVATE })),
  rating: Type.Optional(
    nullable("number", { minimum: 0, maximum: 100, description: "kept to two decimals" }),
  ),
  completed: Type.Optional(
    Type.Unsafe<boolean | null>({ type: ["boolean", "null"], description: "default true" }),
  ),
  notes: Type.Optional(nullable("string", { maxLength: 10_000, ...PRIVATE })),
};

export const SessionInput = Type.Object(
  {
    id: Type.Optional(
      nullable("string", {
        format: "uuid",
        description: "a UUID made by the client makes repeated requests safe",
      }),
    ),
    start,
    end: Type.Optional(end),
    duration_minutes: Type.Optional(duration),
    ...details,
  },
  {
    title: "SessionInput",
    additionalProperties: false,
    description:
      "A session to store. At least one of `duration_minutes` and `end` is given. `null` and blank text count as absent.",
  },
);

export const SessionPatch = Type.Object(
  {
    start: Type.Optional(start),
    end: Type.Optional(end),
    duration_minutes: Type.Optional(duration),
    ...details,
  },
  {
    title: "SessionPatch",
    additionalProperties: false,
    minProperties: 1,
    description:
      "The members to change; the others keep their values. A new `start` alone moves the session. `null` removes the value, or restores the default.",
  },
);
export type SessionPatch = Static<typeof SessionPatch>;

export const SessionBatch = batchOf(SessionInput);
/** Schema of a batch as a whole; its sessions are validated one by one. */
export const SessionBatchEnvelope = batchOf(Type.Unknown());

function batchOf<Item extends TSchema>(item: Item) {
  return Type.Object(
    { sessions: Type.Array(item, { minItems: 1, maxItems: MAX_BATCH }) },
    { title: "SessionBatch", additionalProperties: false },
  );
}

export const SessionBatchResult = Type.Object(
  {
    created: Type.Integer({ minimum: 0 }),
    unchanged: Type.Integer({
      minimum: 0,
      description: "already stored with the same content",
    }),
    conflict: Type.Integer({
      minimum: 0,
      description: "their id belongs to a session with other content; nothing was stored",
    }),
    invalid: Type.Integer({ minimum: 0 }),
    results: Type.Array(
      Type.Object(
        {
          index: Type.Integer({ minimum: 0, description: "position in `sessions`, from 0" }),
          id: nullable("string", { description: "null when the session is invalid" }),
          status: Type.Enum(["created", "unchanged", "conflict", "invalid"]),
          errors: Type.Optional(Type.Array(FieldProblemBody)),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { title: "SessionBatchResult", additionalProperties: false },
);
export type SessionBatchResult = Static<typeof SessionBatchResult>;

export const SessionListQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: MAX_PAGE, default: DEFAULT_PAGE }),
    cursor: Type.Optional(
      Type.String({ maxLength: 200, description: "`next_cursor` of the page before" }),
    ),
    from: Type.Optional(
      Type.String({
        ...DateText,
        description: "first day, by the local date of the session's end",
      }),
    ),
    to: Type.Optional(Type.String({ ...DateText, description: "last day, inclusive" })),
    category: Type.Optional(Category),
    preset: Type.Optional(Preset),
    completed: Type.Optional(Type.Boolean()),
    rated: Type.Optional(Type.Boolean({ description: "whether the session has a rating" })),
    text: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description:
          "text that the task, the notes or the category contain; case is ignored (on SQLite only for unaccented letters)",
        ...PRIVATE,
      }),
    ),
  },
  { additionalProperties: false },
);
export type SessionListQuery = Static<typeof SessionListQuery>;

export const SessionList = Type.Object(
  {
    sessions: Type.Array(SessionBody, { description: "newest first, by their end" }),
    next_cursor: nullable("string", { description: "null on the last page" }),
  },
  { title: "SessionList", additionalProperties: false },
);
export type SessionList = Static<typeof SessionList>;

export const SessionParams = Type.Object({ id: Uuid }, { additionalProperties: false });

export const DeleteAllQuery = Type.Object(
  {
    confirm: Type.Literal(DELETE_ALL, {
      description: "confirms that every session is to be deleted",
    }),
  },
  { additionalProperties: false },
);

export const DeleteAllResult = Type.Object(
  { deleted: Type.Integer({ minimum: 0 }) },
  { title: "DeleteAllResult", additionalProperties: false },
);

/** Headers of writing requests. */
export const IdempotencyHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      pattern: "^[\\x21-\\x7e]*$",
      description:
        "1–255 visible ASCII characters. The same request sent again with the same key within 24 hours changes nothing and gets the stored answer, with `Idempotency-Replayed: true`.",
      ...PRIVATE,
    }),
  ),
});

import { type Static, Type } from "typebox";

/** Parts of requests and answers shared by several routes. */

/** `YYYY-MM-DD`, an existing date. */
export const DateText = Type.String({
  format: "calendar-date",
  description: "YYYY-MM-DD",
});

export const Timestamp = Type.String({
  format: "date-time",
  description: "RFC 3339, with the offset of the person's time zone",
});

export const Uuid = Type.String({ format: "uuid" });

/** A fault of one value. */
export const FieldProblemBody = Type.Object(
  {
    field: Type.String({ description: "the value, as in `rating` or `sessions[3].rating`" }),
    code: Type.String({ description: "stable code of what is wrong with it; docs/errors.md" }),
    message: Type.String(),
  },
  { title: "FieldProblem", additionalProperties: false },
);

/** Body of every error, as `application/problem+json`. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: "stable identifier of the kind of error" }),
    title: Type.String({ description: "the kind of error, in the language of the answer" }),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String({ description: "what went wrong this time" }),
    instance: Type.String({ description: "path of the request" }),
    code: Type.String({ description: "stable code; docs/errors.md lists all" }),
    errors: Type.Optional(
      Type.Array(FieldProblemBody, {
        description: "which values were invalid, for a validation error",
      }),
    ),
    required_scope: Type.Optional(
      Type.String({ description: "with `forbidden`: the scope that the credential lacks" }),
    ),
    "violated-policies": Type.Optional(
      Type.Array(Type.String(), {
        description: "with `rate_limited`: the exhausted budget, by its name in `RateLimit-Policy`",
      }),
    ),
    request_id: Type.String({ description: "as in the X-Request-ID header and in the log" }),
    error: Type.String({ description: "same as `detail`; the name that older clients read" }),
  },
  {
    title: "Problem",
    additionalProperties: false,
    description: "A failure, as RFC 9457 describes it",
  },
);
export type Problem = Static<typeof Problem>;

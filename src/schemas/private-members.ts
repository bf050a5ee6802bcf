import { Type } from "typebox";
import { PRIVATE, privateMembersOf } from "./private.ts";
import { IdempotencyHeaders, SessionInput } from "./sessions.ts";
import { WellnessInput } from "./wellness.ts";

/** Headers with credentials. */
const CredentialHeaders = Type.Object({
  authorization: Type.String(PRIVATE),
  cookie: Type.String(PRIVATE),
  "x-api-key": Type.String(PRIVATE),
});

/** Members that must never appear in a log line; add every input schema with private members here. */
export const PRIVATE_MEMBERS = privateMembersOf([
  SessionInput,
  WellnessInput,
  IdempotencyHeaders,
  CredentialHeaders,
]);

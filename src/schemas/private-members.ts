import { Type } from "typebox";
import { PRIVATE, privateMembersOf } from "./private.ts";
import { IdempotencyHeaders, SessionInput } from "./sessions.ts";
import { WellnessInput } from "./wellness.ts";

/** Headers that say who somebody is. */
const CredentialHeaders = Type.Object({
  authorization: Type.String(PRIVATE),
  cookie: Type.String(PRIVATE),
  "x-api-key": Type.String(PRIVATE),
});

/** What no log line may hold, wherever it stands: every input schema with private members belongs here. */
export const PRIVATE_MEMBERS = privateMembersOf([
  SessionInput,
  WellnessInput,
  IdempotencyHeaders,
  CredentialHeaders,
]);

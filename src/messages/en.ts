import { enAi } from "./en-ai.ts";
import { enAiOperations } from "./en-ai-operations.ts";
import { enAnswers } from "./en-answers.ts";
import { enBacktest } from "./en-backtest.ts";
import { enBackup } from "./en-backup.ts";
import { enCli } from "./en-cli.ts";
import { enCommandErrors } from "./en-command-errors.ts";
import { enCurrentSession } from "./en-current-session.ts";
import { enDoctor } from "./en-doctor.ts";
import { enForms } from "./en-forms.ts";
import { enHelp } from "./en-help.ts";
import { enIdentity } from "./en-identity.ts";
import { enImportPage } from "./en-import-page.ts";
import { enInsights } from "./en-insights.ts";
import { enModels } from "./en-models.ts";
import { enParity } from "./en-parity.ts";
import { enPersonalData } from "./en-personal-data.ts";
import { enProtection } from "./en-protection.ts";
import { enShown } from "./en-shown.ts";
import { enSignals } from "./en-signals.ts";
import { enTrackRecord } from "./en-track-record.ts";
import { enTransfer } from "./en-transfer.ts";
import { enUi } from "./en-ui.ts";

/**
 * English texts, in ICU MessageFormat, sorted by area. Every key must also be in `cs.ts`, with the
 * same placeholders, and be used somewhere; tests/unit/messages says which is not.
 */
export const en = {
  ...enAiOperations,
  ...enAi,
  ...enAnswers,
  ...enCli,
  ...enIdentity,
  ...enImportPage,
  ...enInsights,
  ...enModels,
  ...enParity,
  ...enPersonalData,
  ...enProtection,
  ...enShown,
  ...enSignals,
  ...enTransfer,
  ...enBackup,
  ...enBacktest,
  ...enCommandErrors,
  ...enCurrentSession,
  ...enDoctor,
  ...enForms,
  ...enHelp,
  ...enTrackRecord,
  ...enUi,
  "cache.invalidated":
    "{count, plural, =0 {Nothing was kept.} one {# kept answer was deleted.} other {# kept answers were deleted.}}",

  // Errors: what went wrong as a whole (`src/errors.ts`).
  "error.bad_request.title": "Request not understood",
  "error.bad_request.detail": "The request is not valid HTTP or lacks a required header.",
  "error.body_missing.title": "Body missing",
  "error.body_missing.detail": "This request needs a JSON body.",
  "error.database_damaged.title": "Database damaged",
  "error.database_damaged.detail":
    "The database file is damaged or is not the one that was opened. Nothing was stored. The operator finds the cause and the cure with `pomodoro-ml doctor`.",
  "error.database_unavailable.title": "Database unavailable",
  "error.database_unavailable.detail":
    "The database does not answer at the moment. Try again shortly; with the same Idempotency-Key nothing is stored twice.",
  "error.headers_too_large.title": "Headers too large",
  "error.headers_too_large.detail":
    "The request's headers exceed 16 KiB together, or are more than 100.",
  "error.idempotency_key_reused.title": "Idempotency key already used",
  "error.idempotency_key_reused.detail":
    "This Idempotency-Key was used for another body within the last 24 hours. Use a new key for a new request.",
  "error.import_interrupted.title": "Import interrupted",
  "error.import_interrupted.detail":
    "The database stopped answering during the import; {imported, plural, one {# row is} other {# rows are}} stored. Send the file again: only what is missing will be added.",
  "error.import_media_type.title": "Not an importable format",
  "error.import_media_type.detail":
    "Send the file without Content-Encoding: a table as text/csv, one JSON object per line as application/x-ndjson, any other file as application/octet-stream.",
  "error.import_unreadable.title": "File not readable",
  "error.import_unreadable.detail": "The file cannot be read; nothing of it was imported.",
  "error.internal_error.title": "Internal error",
  "error.internal_error.detail":
    "Something failed on our side. The log has the cause under the request id.",
  "error.malformed_json.title": "Malformed JSON",
  "error.malformed_json.detail": "The body is not valid JSON in UTF-8.",
  "error.malformed_url.title": "Malformed URL",
  "error.malformed_url.detail":
    "The path contains a percent sign that does not start a valid code.",
  "error.method_not_allowed.title": "Method not allowed",
  "error.method_not_allowed.detail": "This address accepts: {allowed}.",
  "error.model_not_found.title": "No such model",
  "error.model_not_found.detail": "There is no model called {name}; /api/models lists all.",
  "error.not_found.title": "Not found",
  "error.not_found.detail": "There is nothing at this address.",
  "error.overloaded.title": "Overloaded",
  "error.overloaded.detail":
    "More requests are arriving than the service can answer. Nothing was changed; try again in a few seconds.",
  "error.payload_too_large.title": "Body too large",
  "error.payload_too_large.detail": "The body is larger than this address accepts.",
  "error.request_timeout.title": "Request too slow",
  "error.request_timeout.detail": "The request did not arrive in time.",
  "error.session_conflict.title": "Session id already used",
  "error.session_conflict.detail": "A different session with the id {id} is already stored.",
  "error.session_not_found.title": "No such session",
  "error.session_not_found.detail": "There is no session with the id {id}.",
  "error.storage_full.title": "Storage full",
  "error.storage_full.detail":
    "The disk of the database is full, so this was not stored. Ask the operator to make room, then send it again.",
  "error.unsupported_media_type.title": "Unsupported media type",
  "error.unsupported_media_type.detail":
    "Send the body in a format that this address accepts, and name it in Content-Type; JSON is application/json.",
  "error.url_too_long.title": "URL part too long",
  "error.url_too_long.detail": "A part of the path is longer than any id, date or name can be.",
  "error.validation_failed.title": "Input not valid",
  "error.validation_failed.detail":
    "{count, plural, one {One value is not acceptable} other {# values are not acceptable}}: {fields}.",
  "error.wellness_date_taken.title": "Date already taken",
  "error.wellness_date_taken.detail":
    "This database was made by the web app and keeps one check-in per date; {date} has one of another user.",
  "error.wellness_not_found.title": "No such check-in",
  "error.wellness_not_found.detail": "There is no wellness check-in for {date}.",

  // Fields: what is wrong with one value (`FieldProblem` in `src/errors.ts`).
  "field.allowed_values": "Must be one of: {allowed}.",
  "field.cell_count":
    "Has {found, plural, one {# cell} other {# cells}} where the header has {expected}.",
  "field.clock": "Must be a time of day, as HH:MM or HH:MM:SS.",
  "field.clock_gap":
    "The clock skipped this local time; it was read as if the clock had not been changed.",
  "field.clock_overlap": "The clock showed this local time twice; the earlier one was used.",
  "field.clock_range": "Must be a range of times, as HH:MM-HH:MM.",
  "field.column_missing": "This column is required, and the header does not have it.",
  "field.column_repeated": "The header has this column more than once.",
  "field.cursor": "Is not a cursor that this list returned.",
  "field.date": "Must be a date that exists, as YYYY-MM-DD.",
  "field.encoding":
    "Is not UTF-8 but probably {likely}. Save the file as UTF-8 and import it again.",
  "field.forbidden_name": "This member name is not allowed.",
  "field.future": "Must not be more than 24 hours in the future.",
  "field.id_taken": "This id belongs to somebody else's session.",
  "field.instant":
    "{local, select, true {Has no time zone. Give an offset, such as 2026-03-02T09:30:00+01:00, or a time zone for local times.} other {Must be an RFC 3339 time with an offset, such as 2026-03-02T09:30:00+01:00, or a local time together with timezone.}}",
  "field.invalid": "Is not valid.",
  "field.json": "Is not valid JSON.",
  "field.line_length": "Is longer than 1 MiB.",
  "field.maximum": "Must be at most {limit}.",
  "field.max_items": "Must have at most {limit, plural, one {# item} other {# items}}.",
  "field.max_length": "Must have at most {limit, plural, one {# character} other {# characters}}.",
  "field.max_range": "The range must be at most {limit, plural, one {# day} other {# days}} long.",
  "field.max_span": "Must be at most {hours, plural, one {# hour} other {# hours}} after {first}.",
  "field.min_items": "Must have at least {limit, plural, one {# item} other {# items}}.",
  "field.min_length": "Must have at least {limit, plural, one {# character} other {# characters}}.",
  "field.min_properties": "Must have at least {limit, plural, one {# member} other {# members}}.",
  "field.minimum": "Must be at least {limit}.",
  "field.more_than": "Must be more than {limit}.",
  "field.order": "Must not be before {first}.",
  "field.other_user": "Names another user than the one who imports.",
  "field.pattern": "Does not have the required form.",
  "field.preset_id":
    "Must begin with a letter or digit, and hold only letters, digits, blanks and . _ / + : ( ) -",
  "field.quote": "Has a quotation mark that is not closed, or closed in the wrong place.",
  "field.repeated": "Is in the list more than once.",
  "field.required": "Is required.",
  "field.required_any_metric": "At least one of the six answers must be given.",
  "field.required_one": "Give {first} or {second}.",
  "field.stored_differs": "The stored session differs here; it was kept as it is.",
  "field.text": "Must not contain NUL characters or unpaired surrogates.",
  "field.timezone": "Must be an IANA time zone such as Europe/Prague.",
  "field.too_deep": "Is nested more than {limit} levels deep.",
  "field.too_far_ahead": "Must be at most {limit, plural, one {# day} other {# days}} ahead.",
  "field.type":
    "Must be {expected, select, string {text} number {a number} integer {a whole number} boolean {true or false} array {a list} object {an object} null {null} other {of another type}}.",
  "field.unknown": "Is not a known member here.",
  "field.uuid": "Must be a UUID.",
  "field.year": "Must lie between the years 1970 and 9999.",
} as const;

export type MessageKey = keyof typeof en;

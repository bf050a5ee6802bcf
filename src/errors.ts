import type { MessageKey, MessageParameters } from "./messages/translate.ts";

/**
 * All errors that a client can receive. Their texts are in the message catalogues under `error.<code>.title` and
 * `error.<code>.detail`; docs/errors.md explains causes and remedies.
 * Codes are part of the API: they may be added, never renamed.
 */
export const ERRORS = {
  bad_request: { status: 400, retryable: false },
  body_missing: { status: 400, retryable: false },
  host_invalid: { status: 400, retryable: false },
  malformed_json: { status: 400, retryable: false },
  malformed_url: { status: 400, retryable: false },
  validation_failed: { status: 400, retryable: false },
  unauthenticated: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  foreign_origin: { status: 403, retryable: false },
  form_expired: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  import_not_found: { status: 404, retryable: false },
  key_not_found: { status: 404, retryable: false },
  model_not_found: { status: 404, retryable: false },
  session_not_found: { status: 404, retryable: false },
  no_current_session: { status: 404, retryable: false },
  wellness_not_found: { status: 404, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  request_timeout: { status: 408, retryable: true },
  session_conflict: { status: 409, retryable: false },
  session_running: { status: 409, retryable: false },
  wellness_date_taken: { status: 409, retryable: false },
  payload_too_large: { status: 413, retryable: false },
  url_too_long: { status: 414, retryable: false },
  import_media_type: { status: 415, retryable: false },
  unsupported_media_type: { status: 415, retryable: false },
  expectation_failed: { status: 417, retryable: false },
  misdirected_request: { status: 421, retryable: false },
  idempotency_key_reused: { status: 422, retryable: false },
  import_nothing: { status: 422, retryable: false },
  import_unreadable: { status: 422, retryable: false },
  rate_limited: { status: 429, retryable: true },
  headers_too_large: { status: 431, retryable: false },
  internal_error: { status: 500, retryable: false },
  import_interrupted: { status: 503, retryable: true },
  database_damaged: { status: 503, retryable: false },
  database_unavailable: { status: 503, retryable: true },
  identity_unavailable: { status: 503, retryable: true },
  metrics_incomplete: { status: 503, retryable: true },
  overloaded: { status: 503, retryable: true },
  storage_full: { status: 507, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

/** Codes of problems with one value; their messages are under `field.`. */
export type FieldCode = MessageKey extends infer Key
  ? Key extends `field.${infer Code}`
    ? Code
    : never
  : never;

/** One invalid value. */
export interface FieldProblem {
  /** The value's name as the client wrote it: `rating`, `sessions[3].rating`, `limit`. */
  readonly field: string;
  readonly code: FieldCode;
  readonly params?: MessageParameters;
}

export interface ServiceErrorOptions {
  /** Values for the placeholders of the public texts. */
  readonly params?: MessageParameters;
  /** For `validation_failed`: the invalid values and their problems. */
  readonly fields?: readonly FieldProblem[];
  /** Further members of the problem document. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Detail for the log only; it never leaves the service. */
  readonly privateDetail?: string;
  /** Seconds after which a retry is reasonable. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** An error with a stable public code, and private details for the log. */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly params: MessageParameters;
  readonly fields: readonly FieldProblem[];
  readonly members: Readonly<Record<string, unknown>>;
  readonly privateDetail: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: ServiceErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ServiceError";
    this.code = code;
    this.params = options.params ?? {};
    this.fields = options.fields ?? [];
    this.members = options.members ?? {};
    this.privateDetail = options.privateDetail;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The error for invalid values. */
export function validationError(fields: readonly FieldProblem[]): ServiceError {
  return new ServiceError("validation_failed", { fields });
}

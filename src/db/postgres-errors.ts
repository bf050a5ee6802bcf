import { DatabaseUnavailableError, StorageFullError } from "./errors.ts";

/** SQLSTATEs of a connection that the server ends, refuses or has lost. */
const CONNECTION_LOST = /^(08...|25P03|57P0[1-5])$/;
const TOO_MANY = /^53...$/;
const DISK_FULL = "53100";
/** The server is a standby, a former primary, or set to read-only. A new connection may reach one that accepts writes. */
const READ_ONLY = "25006";
const STATEMENT_TIMEOUT = "57014";
/** A lock was not available in time. */
export const LOCK_TIMEOUT = "55P03";
/** System errors of a connection; ENOENT is a missing socket of a server on this machine. */
const SOCKET_ERROR = /^(ENOENT$|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/;
/** Messages of errors to which `pg` gives no code. */
const CLIENT_MESSAGE =
  /Connection terminated|timeout expired|Query read timeout|not queryable|connection error|error establishing an SSL/i;

/** SQLSTATE or system error code; empty for any other error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Whether a write was refused because the database or the connection is read-only. */
export function isReadOnly(error: unknown): boolean {
  return errorCode(error) === READ_ONLY;
}

/** Whether a reply did not arrive in time. */
export function isReadTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === "Query read timeout";
}

/** Whether the connection must not be reused after this error. */
export function isConnectionLost(error: unknown): boolean {
  const code = errorCode(error);
  return (
    code === READ_ONLY ||
    CONNECTION_LOST.test(code) ||
    SOCKET_ERROR.test(code) ||
    (error instanceof Error && CLIENT_MESSAGE.test(error.message))
  );
}

/**
 * Translates a full disk to StorageFullError, and an unavailable database to DatabaseUnavailableError. Other errors
 * stay unchanged.
 */
export function translatePostgresError(error: unknown): unknown {
  if (error instanceof DatabaseUnavailableError) return error;
  const code = errorCode(error);
  if (code === STATEMENT_TIMEOUT) {
    return new DatabaseUnavailableError("db.too_slow", {}, error);
  }
  if (code === DISK_FULL) return new StorageFullError(error);
  if (code === LOCK_TIMEOUT) {
    return new DatabaseUnavailableError("db.locked", {}, error);
  }
  if (code === READ_ONLY) {
    return new DatabaseUnavailableError("db.read_only", {}, error);
  }
  if (isConnectionLost(error) || TOO_MANY.test(code)) {
    const reason = error instanceof Error ? error.message : String(error);
    return new DatabaseUnavailableError("db.unreachable", { reason }, error);
  }
  return error;
}

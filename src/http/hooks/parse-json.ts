import type { FastifyInstance, FastifyRequest } from "fastify";
import { ServiceError, validationError } from "../../errors.ts";
import { joinNames } from "../../schemas/describe-problems.ts";
import { isSafeText } from "../../schemas/safe-text.ts";

/** No request of ours nests deeper than 6; more is an attack or a mistake. */
export const MAX_DEPTH = 32;

/** A thousand sessions with all their members are 12,000. */
export const MAX_VALUES = 20_000;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** A container on the way, and how it is reached; names are put together only for an error. */
interface Frame {
  readonly value: object;
  readonly name: string;
  readonly parent: Frame | undefined;
  readonly depth: number;
}

/**
 * Reads JSON from bytes: strict UTF-8, a byte order mark allowed, nesting bounded, and no name or
 * text that could do harm later.
 *
 * @returns `undefined` for no bytes at all
 * @throws ServiceError malformed_json, or validation_failed naming the member
 */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  if (hasTooManyValues(bytes)) refuse("body", "too_many_values", MAX_VALUES);
  let text: string;
  let value: unknown;
  try {
    text = decoder.decode(bytes);
    value = JSON.parse(text);
  } catch {
    // The cause would quote the body, and the body may hold notes.
    throw new ServiceError("malformed_json");
  }
  // Valid UTF-8 cannot hold half a surrogate pair, nor valid JSON a bare NUL: both need an escape.
  inspect(value, text.includes("\\u"));
  return value;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Comma, and the brackets that open a list or an object: each stands before a value, or for one. */
const BEGINNINGS: ReadonlySet<number> = new Set([0x2c, 0x5b, 0x7b]);

/** Counted before anything is made of it: reading 150,000 members takes a third of a second, counting them milliseconds. */
function hasTooManyValues(bytes: Uint8Array): boolean {
  if (bytes.length <= MAX_VALUES) return false;
  let count = 0;
  let isText = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (isText) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) {
      isText = true;
    } else if (BEGINNINGS.has(byte)) {
      count += 1;
    }
  }
  return count > MAX_VALUES;
}

/** Makes this the only way in for JSON bodies; other types are refused with 415. */
export function addJsonParser(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const types = ["application/json", "application/merge-patch+json"];
  app.addContentTypeParser(types, { parseAs: "buffer" }, (request, body, done) => {
    try {
      refuseEncodings(request);
      done(null, parseJson(typeof body === "string" ? Buffer.from(body) : body));
    } catch (error) {
      done(error instanceof Error ? error : new ServiceError("internal_error"));
    }
  });
}

function refuseEncodings(request: FastifyRequest): void {
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") {
    throw new ServiceError("unsupported_media_type");
  }
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers["content-type"] ?? "");
  if (charset !== null && !/^(utf-?8|us-ascii)$/i.test(charset[1] ?? "")) {
    throw new ServiceError("unsupported_media_type");
  }
}

function inspect(root: unknown, mayHoldUnsafeText: boolean): void {
  if (mayHoldUnsafeText && typeof root === "string" && !isSafeText(root)) refuse("body", "text");
  const waiting: Frame[] = [];
  if (typeof root === "object" && root !== null) {
    waiting.push({ value: root, name: "", parent: undefined, depth: 1 });
  }
  for (let frame = waiting.pop(); frame !== undefined; frame = waiting.pop()) {
    if (frame.depth > MAX_DEPTH) {
      throw validationError([
        { field: nameOf(frame), code: "too_deep", params: { limit: MAX_DEPTH } },
      ]);
    }
    inspectMembers(frame, mayHoldUnsafeText, waiting);
  }
}

function inspectMembers(frame: Frame, mayHoldUnsafeText: boolean, waiting: Frame[]): void {
  for (const [key, value] of Object.entries(frame.value)) {
    if (isPoison(key, value)) refuse(nameOf(frame, key), "forbidden_name");
    if (mayHoldUnsafeText) {
      if (!isSafeText(key)) refuse(nameOf(frame), "text");
      if (typeof value === "string" && !isSafeText(value)) refuse(nameOf(frame, key), "text");
    }
    if (typeof value === "object" && value !== null) {
      waiting.push({ value, name: key, parent: frame, depth: frame.depth + 1 });
    }
  }
}

/** Names through which careless code, ours or a library's, would change every object there is. */
function isPoison(key: string, value: unknown): boolean {
  if (key === "__proto__") return true;
  return (
    key === "constructor" &&
    typeof value === "object" &&
    value !== null &&
    Object.hasOwn(value, "prototype")
  );
}

function refuse(
  field: string,
  code: "text" | "forbidden_name" | "too_many_values",
  limit = 0,
): never {
  throw validationError([{ field, code, params: { limit } }]);
}

function nameOf(frame: Frame | undefined, key?: string): string {
  const names: string[] = key === undefined ? [] : [key];
  for (let at = frame; at?.parent !== undefined; at = at.parent) names.unshift(at.name);
  return names.length === 0 ? "body" : joinNames(names);
}

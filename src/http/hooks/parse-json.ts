import type { FastifyInstance, FastifyRequest } from "fastify";
import { ServiceError, validationError } from "../../errors.ts";
import { joinNames } from "../../schemas/describe-problems.ts";
import { isSafeText } from "../../schemas/safe-text.ts";

/** No valid request nests deeper than 6; deeper nesting is an attack or a mistake. */
export const MAX_DEPTH = 32;

/** A thousand sessions with all their members have 12,000 values. */
export const MAX_VALUES = 20_000;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** An object or list that is still to be inspected, and the path to it. The path is joined only for an error. */
interface Frame {
  readonly value: object;
  readonly name: string;
  readonly parent: Frame | undefined;
  readonly depth: number;
}

/**
 * Parses JSON from strict UTF-8, with an optional byte order mark. Bounds the nesting and the number of values, and
 * refuses unsafe names and texts.
 *
 * @returns `undefined` for an empty body
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
    // The cause would quote the body, which may contain a person's notes.
    throw new ServiceError("malformed_json");
  }
  // Only an escape can produce half a surrogate pair or a NUL: valid UTF-8 excludes the one, valid JSON the other.
  inspect(value, text.includes("\\u"));
  return value;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** The comma and the brackets that open a list or an object: each precedes or begins a value. */
const BEGINNINGS: ReadonlySet<number> = new Set([0x2c, 0x5b, 0x7b]);

/** Counts the values before parsing: 150,000 members take a third of a second to parse, and milliseconds to count. */
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

/** Makes this the only parser of bodies; media types other than JSON are refused with 415. */
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

/** Names through which careless code could change the prototype of all objects (prototype pollution). */
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

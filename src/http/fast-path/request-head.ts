import type { IncomingHttpHeaders } from "node:http";
import { MAX_HEADERS } from "../guard/request-guard.ts";

/** A request as its first bytes say it: HTTP/1.1, to keep the connection, with a body of known length or none. */
export interface RequestHead {
  readonly method: string;
  readonly url: string;
  /** Names in lower case, each once. */
  readonly headers: IncomingHttpHeaders;
  /** Of request line and headers, the empty line included. */
  readonly headBytes: number;
  readonly bodyBytes: number;
}

/** Longer ones are refused by node:http. */
const MAX_HEAD = 16_384;

const REQUEST_LINE = /^([A-Z]+) (\/[!-~]*) HTTP\/1\.1\r\n/;
/**
 * RFC 9112, 5: a token, a colon, a value of visible characters; nothing folded, nothing bare. No 0xA0 either, which
 * `trim` takes for a space and node:http for a part of the value.
 */
const HEADER_LINE = /([!#$%&'*+\-.^_`|~\w]+):([\t\x20-\x7e\x80-\x9f\xa1-\xff]*)\r\n/y;
const END = "\r\n";

/** Without inherited members. Filling one is no work for the runtime, as it is with `Object.create(null)`. */
class Fields implements IncomingHttpHeaders {
  [name: string]: string;
}
Object.setPrototypeOf(Fields.prototype, null);
Reflect.deleteProperty(Fields.prototype, "constructor");

/** These change how the bytes after them are to be read, or what becomes of the connection. */
const UNUSUAL = [
  "transfer-encoding",
  "upgrade",
  "expect",
  "trailer",
  // node:http reads it as `connection`.
  "proxy-connection",
] as const;

/**
 * Reads a request that leaves no doubt. Everything else is nobody's mistake but node:http's to judge: a part of a
 * head, a header given twice, chunks, an upgrade, an old protocol, and whatever is malformed.
 */
export function readRequestHead(bytes: Buffer): RequestHead | undefined {
  const text = bytes.toString("latin1", 0, MAX_HEAD);
  const [requestLine, method, url] = REQUEST_LINE.exec(text) ?? [];
  if (requestLine === undefined || method === undefined || url === undefined) return undefined;
  const headers = new Fields();
  let at = requestLine.length;
  let count = 0;
  while (!text.startsWith(END, at)) {
    HEADER_LINE.lastIndex = at;
    const [line, name = "", value = ""] = HEADER_LINE.exec(text) ?? [];
    if (line === undefined) return undefined;
    const key = name.toLowerCase();
    if (key in headers) return undefined;
    headers[key] = value.trim();
    count += 1;
    at += line.length;
  }
  if (count > MAX_HEADERS) return undefined;
  if (headers.host === undefined || !keepsConnection(headers.connection)) return undefined;
  if (UNUSUAL.some((name) => name in headers)) return undefined;
  const bodyBytes = lengthIn(headers["content-length"]);
  if (bodyBytes === undefined) return undefined;
  // A constant: a new string of the same characters would have to be looked for at each look-up.
  const known = text.startsWith("GET ") ? "GET" : method;
  return { method: known, url, headers, headBytes: at + END.length, bodyBytes };
}

function keepsConnection(connection: string | undefined): boolean {
  return connection === undefined || connection.toLowerCase() === "keep-alive";
}

function lengthIn(header: string | undefined): number | undefined {
  if (header === undefined) return 0;
  return /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

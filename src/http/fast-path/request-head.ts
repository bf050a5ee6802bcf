import type { IncomingHttpHeaders } from "node:http";
import { MAX_HEADERS } from "../guard/request-guard.ts";

/** The head of an HTTP/1.1 request on a persistent connection, without a body or with one of known length. */
export interface RequestHead {
  readonly method: string;
  readonly url: string;
  /** Names in lower case, each once. */
  readonly headers: IncomingHttpHeaders;
  /** Length of request line and headers, with the empty line. */
  readonly headBytes: number;
  readonly bodyBytes: number;
}

/** Longer heads are left to node:http, which refuses them. */
const MAX_HEAD = 16_384;

const REQUEST_LINE = /^([A-Z]+) (\/[!-~]*) HTTP\/1\.1\r\n/;
/**
 * RFC 9112, 5: a token, a colon, a value of visible characters, without obsolete line folding or bare CR or LF. The byte
 * 0xA0 is left to node:http: `trim` removes it as a space, while node:http keeps it as a part of the value.
 */
const HEADER_LINE = /([!#$%&'*+\-.^_`|~\w]+):([\t\x20-\x7e\x80-\x9f\xa1-\xff]*)\r\n/y;
const END = "\r\n";

/** An object without inherited members. The runtime fills it faster than one of `Object.create(null)`. */
class Fields implements IncomingHttpHeaders {
  [name: string]: string;
}
Object.setPrototypeOf(Fields.prototype, null);
Reflect.deleteProperty(Fields.prototype, "constructor");

/** Headers that change how the bytes after them are parsed, or whether the connection persists. */
const UNUSUAL = [
  "transfer-encoding",
  "upgrade",
  "expect",
  "trailer",
  // node:http treats it like `connection`.
  "proxy-connection",
] as const;

/**
 * Parses the head of an unambiguous request. Returns nothing for everything else, which node:http judges: a partial
 * head, a repeated header, chunked encoding, an upgrade, an old protocol version, and malformed bytes.
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
  // An interned string makes every later property look-up by the method faster than a new string.
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

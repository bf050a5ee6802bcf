import {
  createServer,
  type IncomingMessage,
  request as requestHttp,
  type ServerResponse,
} from "node:http";
import { request as requestHttps } from "node:https";
import { addressOf } from "../ask.ts";
import { boundedCopy } from "./bounded-copy.ts";
import { endToEndHeaders } from "./end-to-end-headers.ts";
import type { Mirror, Mirrored } from "./mirror.ts";

export interface ProxyOptions {
  readonly old: URL;
  readonly mirror: Mirror;
  readonly host: string;
  /** 0 selects a free port. */
  readonly port: number;
  /** Maximum silence of the former service, ms. */
  readonly idleMs?: number;
}

export interface ParityProxy {
  readonly address: string;
  close(): Promise<void>;
}

const VIA = "1.1 pomodoro-ml-parity";
/** The former service's slowest answers take three minutes. */
const IDLE_MS = 10 * 60 * 1000;
/** Connections still open after this time are closed. */
const CLOSE_WITHIN_MS = 5000;
/** A larger request is not mirrored. */
const MAX_BODY_BYTES = 256 * 1024;
/** A larger answer is not compared. */
const MAX_ANSWER_BYTES = 1024 * 1024;
/** Headers that identify the caller and the language. */
const MIRRORED_HEADERS = ["authorization", "accept-language", "x-request-id"] as const;

/**
 * Proxy in front of the former service: clients receive its answers byte by byte as they arrive. Reads are also
 * mirrored; nothing here waits for the mirror.
 */
export async function startProxy(options: ProxyOptions): Promise<ParityProxy> {
  const server = createServer((request, response) => passOn(request, response, options));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : options.port;
  return {
    address: `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
      }),
  };
}

function passOn(request: IncomingMessage, response: ServerResponse, options: ProxyOptions): void {
  const started = performance.now();
  const { method = "GET", url = "/" } = request;
  const mirrored = options.mirror.take({ method, target: url, headers: mirroredHeaders(request) });
  const tell: Mirrored["answered"] = (answer) => mirrored?.answered(answer);
  const headers = [...endToEndHeaders(request.rawHeaders), "Via", VIA];
  const isFramed = request.headers["transfer-encoding"] !== undefined;
  // Without either header there is no body; Node would send a chunked one for some methods.
  if (isFramed) headers.push("Transfer-Encoding", "chunked");
  else if (
    request.headers["content-length"] === undefined &&
    method !== "GET" &&
    method !== "HEAD"
  ) {
    headers.push("Content-Length", "0");
  }
  const send = options.old.protocol === "https:" ? requestHttps : requestHttp;
  // Uses a new connection, because the other side might close a kept one just when it is reused.
  const upstream = send(addressOf(options.old, url), {
    method,
    headers,
    agent: false,
    timeout: options.idleMs ?? IDLE_MS,
  });

  upstream.on("response", (answer) => {
    const isCopied = mirrored !== undefined;
    passBack(answer, response, isCopied ? MAX_ANSWER_BYTES : 0, (bytes) => {
      const contentType = answer.headers["content-type"] ?? null;
      const known = {
        status: answer.statusCode ?? 502,
        contentType,
        ms: performance.now() - started,
      };
      tell(bytes && { ...known, bytes });
    });
  });
  upstream.once("timeout", () => upstream.destroy(new Error("silent for too long")));
  upstream.once("error", () => {
    tell(undefined);
    if (response.headersSent) response.destroy();
    else
      response
        .writeHead(502, { "Content-Type": "text/plain" })
        .end("The old service does not answer.\n");
  });
  response.once("close", () => {
    tell(undefined);
    if (!response.writableFinished) upstream.destroy();
  });
  showRequest(request, mirrored);
  request.pipe(upstream);
}

/** Streams the former service's answer to the client; `onEnd` receives a copy of the comparable part. */
function passBack(
  answer: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
  onEnd: (bytes: Uint8Array<ArrayBuffer> | undefined) => void,
): void {
  const headers = endToEndHeaders(answer.rawHeaders);
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? "", headers);
  const copy = boundedCopy(maxBytes);
  answer.on("data", (chunk: Uint8Array) => copy.add(chunk));
  answer.pipe(response);
  const isPlain = answer.headers["content-encoding"] === undefined;
  answer.once("end", () => onEnd(isPlain ? copy.bytes() : undefined));
  // The former service aborted its answer. The client's answer is aborted too, because it would look complete
  // otherwise.
  answer.once("error", () => response.destroy());
}

/** Passes the request to the mirror once it is complete. */
function showRequest(request: IncomingMessage, mirrored: Mirrored | undefined): void {
  if (mirrored === undefined) return;
  if (request.method === "GET") {
    mirrored.ask();
    return;
  }
  const copy = boundedCopy(MAX_BODY_BYTES);
  request.on("data", (chunk: Uint8Array) => copy.add(chunk));
  request.once("end", () => {
    const bytes = copy.bytes();
    // Without its body the request would have another meaning.
    if (bytes === undefined) mirrored.answered(undefined);
    else mirrored.ask(bytes.byteLength === 0 ? undefined : new TextDecoder().decode(bytes));
  });
}

function mirroredHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    MIRRORED_HEADERS.flatMap((name) => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value] as const] : [];
    }),
  );
}

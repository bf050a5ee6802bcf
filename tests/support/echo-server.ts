import assert from "node:assert/strict";
import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  createFastPath,
  type FastPath,
  type FastPathHandler,
} from "../../src/http/fast-path/fast-path.ts";
import type { Admit } from "../../src/http/overload/admission-control.ts";
import type { PlainRequest, ReadyAnswer } from "../../src/http/response-cache/ready-answer.ts";
import type { Clock } from "../../src/ports.ts";

export interface EchoOptions {
  /** What answers from memory; without it the server is node:http's alone. */
  readonly cachedHandler?: FastPathHandler;
  /** Begins what the cached handler has to make; at once when absent. */
  readonly admit?: Admit;
  readonly clock?: Clock;
  readonly options?: ServerOptions;
  /** Answers instead of an echo. */
  readonly handler?: RequestListener;
}

export interface EchoServer extends AsyncDisposable {
  readonly port: number;
  readonly server: Server;
  readonly fastPath: FastPath | undefined;
  /** Connections in the order of their coming, as the server has them. */
  readonly sockets: readonly Socket[];
  /** Waits until all connections have ended; when a test has failed, they are ended instead. */
  close(): Promise<void>;
}

/** A server of few words on a port of its own, with a fast path or without. */
export async function openEchoServer(given: EchoOptions = {}): Promise<EchoServer> {
  const { cachedHandler, admit = admitAtOnce, options = {}, handler = echo } = given;
  const clock = given.clock ?? { now: () => 0 };
  const fastPath = cachedHandler && createFastPath({ cachedHandler, admit, clock });
  const server = createServer(options, fastPath?.trackRequests(handler) ?? handler);
  fastPath?.open(server);
  const sockets: Socket[] = [];
  server.on("connection", (socket) => sockets.push(socket));
  server.on("clientError", (error: Error & { code?: string }, socket) => {
    if (!socket.writable) socket.destroy();
    else
      socket.end(`HTTP/1.1 400 Bad Request\r\nConnection: close\r\nx-code: ${error.code}\r\n\r\n`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  async function close(): Promise<void> {
    fastPath?.close();
    const closed = once(server, "close");
    server.close();
    await closed;
  }
  return {
    ...{ port: address.port, server, fastPath, sockets, close },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await close();
    },
  };
}

const admitAtOnce: Admit = (request, pending) => pending.begin(request, () => {});

/** Knows `/known` at once and `/later` some turns of the loop later, with what the echo answers. */
export const echoCachedHandler: FastPathHandler = {
  find: (request) => (isRead(request) && request.url === "/known" ? answerTo(request) : undefined),
  // The last is thought to be known, and is not.
  canMake: (request) =>
    isRead(request) && (request.url === "/later" || request.url === "/unknown-later"),
  async make(request) {
    await nextTurn();
    return request.url === "/later" ? nextTurn(answerTo(request)) : undefined;
  },
};

function isRead({ method }: PlainRequest): boolean {
  return method === "GET" || method === "HEAD";
}

function answerTo({ method = "", url = "", headers }: PlainRequest): ReadyAnswer {
  return echoOf(method, url, headers, "");
}

/** Says what was asked, in characters that cannot be mistaken for an answer. */
export const echo: RequestListener = async (request, response) => {
  const body = await bodyOf(request);
  const { method = "", url = "", headers } = request;
  if (url.endsWith("later")) await nextTurn();
  send(response, echoOf(method, url, headers, body));
};

/** The same at once, whatever the body. */
export const echoHead: RequestListener = ({ method = "", url = "", headers }, response) => {
  send(response, echoOf(method, url, headers, ""));
};

function send(response: ServerResponse, answer: ReadyAnswer): void {
  response.writeHead(answer.status, [...answer.constants, ...answer.headers]);
  response.end(answer.body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  request.setEncoding("hex");
  // One who leaves in the middle is told nothing.
  try {
    for await (const text of request) body += text;
  } catch {}
  return body;
}

const CONSTANTS = ["x-server", "echo"];

function echoOf(
  method: string,
  url: string,
  headers: IncomingMessage["headers"],
  sent: string,
): ReadyAnswer {
  const body = JSON.stringify({ method, url: Buffer.from(url).toString("hex"), sent });
  return {
    ...{ status: 200, constants: CONSTANTS },
    headers: [
      ...["x-request-id", String(headers["x-request-id"] ?? "none")],
      ...["content-length", String(body.length)],
    ],
    body: method === "HEAD" ? undefined : body,
  };
}

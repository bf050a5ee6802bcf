import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { PlainRequest } from "../response-cache/ready-answer.ts";
import { type AnsweredRequest, rememberRequest } from "./answered-request.ts";
import { Bridge } from "./bridge.ts";
import { type RequestHead, readRequestHead } from "./request-head.ts";

/** The functions and settings that a connection takes from the fast path. */
export interface ConnectionParts {
  /** Finds the whole answer in memory, one character per byte. */
  readonly find: (request: PlainRequest) => string | undefined;
  /** Whether the fast path can make the answer. */
  readonly canMake: (request: PlainRequest) => boolean;
  /** Makes the answer, now or later; then calls `answer` or `handOver` of the connection. */
  readonly make: (request: PlainRequest, bytes: Buffer, connection: Connection) => void;
  /** Sends an answer at the end of this turn of the event loop. */
  readonly send: (pending: PendingText) => void;
  /** Sends the pending answers now. */
  readonly flush: () => void;
  /** Passes a connection, or the bridge of its `owner`, to node:http. The owner's `settle` follows each answer. */
  readonly giveToNode: (stream: Duplex, owner?: Connection) => void;
  /** Removes a connection that leaves the fast path. */
  readonly forget: (connection: Connection) => void;
  /** Reports a request on the connection. */
  readonly noteUse: (connection: Connection) => void;
  /** Whether an accept burst is on, in which requests are deferred. */
  readonly isAccepting: () => boolean;
  /** Defers a connection; its `takeDeferred` follows after the burst. */
  readonly defer: (connection: Connection) => void;
  /** Whether connections end as soon as they are idle. */
  readonly isClosing: () => boolean;
  /** Idle time, ms, before the first request. */
  readonly firstRequestMs: number;
  /** Idle time, ms, before the first request while the server closes. */
  readonly lateRequestMs: number;
  /** Idle time, ms, after a request. */
  readonly keepAliveMs: number;
}

/** An answer's bytes, one character each, for the write batch. */
export interface PendingText {
  readonly connection: Connection;
  readonly text: string;
}

/** A request in flight, whose answer the fast path or node:http makes. */
interface Exchange {
  /** Bytes of the request that have not arrived yet. */
  bodyLeft: number;
  isAnswered: boolean;
}

/**
 * One client's connection. Bytes that are exactly one request are answered here when the cached handler can answer it.
 * Other whole requests go to node:http over a bridge, one at a time. Bytes of any other form pass the connection to
 * node:http for good.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #parts: ConnectionParts;
  #bridge: Bridge | undefined;
  #exchange: Exchange | undefined;
  /** Bytes that arrived during an accept burst. */
  #deferred: Buffer | undefined;
  /** Bytes of the next request that arrived during an exchange. */
  #held: Buffer | undefined;
  /** The last request that was answered from memory. */
  #last: AnsweredRequest | undefined;
  #unsent = 0;
  #hasEnded = false;
  /** Whether node:http answers the exchange. */
  #isBridged = false;

  constructor(socket: Socket, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    socket.setTimeout(parts.isClosing() ? parts.lateRequestMs : parts.firstRequestMs);
    socket.on("data", this.#onData);
    socket.on("end", this.#onEnd);
    socket.on("drain", this.#resume);
    socket.on("timeout", this.#onTimeout);
    socket.on("error", this.#onError);
    socket.on("close", this.#onClose);
  }

  send(text: string): void {
    this.#unsent -= 1;
    if (!this.#socket.writable) return;
    // Backpressure: while a client does not read its answers, its requests are not read.
    if (!this.#socket.write(text, "latin1")) this.#socket.pause();
    if (this.#hasEnded || this.#parts.isClosing()) this.#endIfIdle();
  }

  /** Ends an idle connection now, and a busy one after its answer. */
  close(): void {
    // node:http ends bridges that are idle for it, while the fast path may still make an answer for the connection.
    if (!this.#isBridged) this.#dropBridge();
    // A new connection probably has a request on its way, and has had no answer with `connection: close`.
    if (this.isSilent) this.#socket.setTimeout(this.#parts.lateRequestMs);
    else this.#endIfIdle();
  }

  /** Ends the connection, even in the middle of an exchange. */
  cut(): void {
    this.#socket.destroy();
  }

  #endIfIdle(): void {
    if (this.isIdle) this.#socket.destroySoon();
  }

  /** Whether no request is in flight or deferred, and every answer is sent. */
  get isIdle(): boolean {
    return this.#exchange === undefined && this.#deferred === undefined && this.#unsent === 0;
  }

  /** Whether it has never sent anything. */
  get isSilent(): boolean {
    return this.#socket.bytesRead === 0;
  }

  requestOf({ method, url, headers }: RequestHead): PlainRequest {
    return { method, url, headers, socket: this.#socket };
  }

  get hasLeft(): boolean {
    return this.#socket.destroyed;
  }

  /** Sends the answer that was made. */
  answer(text: string): void {
    if (!this.#socket.writable) return;
    this.#send(text);
    this.settle();
  }

  /** Passes a request whose answer could not be made to node:http. */
  handOver(bytes: Buffer): void {
    if (this.#socket.writable) this.#cross(bytes, 0);
  }

  /** Marks the exchange as answered. */
  settle(): void {
    if (this.#exchange === undefined) return;
    if (this.#bridge?.isHandedOut === true) {
      // The exchange lasts until the connection ends.
      this.#dropBridge();
      this.#isBridged = false;
      this.#socket.setTimeout(0);
      return;
    }
    this.#exchange.isAnswered = true;
    this.#finishExchange();
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#exchange !== undefined) {
      this.#passBody(this.#exchange, chunk);
    } else if (this.#deferred !== undefined) {
      // It is no whole request, and more may come without end.
      this.#deferred = Buffer.concat([this.#deferred, chunk]);
      this.takeDeferred();
    } else if (this.#parts.isAccepting()) {
      this.#deferred = chunk;
      this.#parts.defer(this);
    } else {
      this.#take(chunk);
    }
  };

  /** Takes what an accept burst has deferred, unless the end of the stream has taken it. */
  takeDeferred(): void {
    const deferred = this.#deferred;
    this.#deferred = undefined;
    if (deferred !== undefined) this.#take(deferred);
  }

  #take(chunk: Buffer): void {
    // A request is not begun when its client can no longer be answered.
    if (!this.#socket.writable) return;
    const repeated = this.#last?.ifRepeatedBy(chunk);
    const head = repeated === undefined ? readRequestHead(chunk) : undefined;
    if (repeated !== undefined) this.#serve(repeated, chunk);
    // node:http keeps the order of the answers to pipelined requests.
    else if (head === undefined || chunk.length > head.headBytes + head.bodyBytes) {
      this.#giveToNode(chunk);
    } else if (head.bodyBytes === 0) this.#serve(this.requestOf(head), chunk);
    else {
      this.#noteUse();
      this.#cross(chunk, head.headBytes + head.bodyBytes - chunk.length);
    }
  }

  /** @param bytes the whole request, which has no body */
  #serve(request: PlainRequest, bytes: Buffer): void {
    this.#noteUse();
    const kept = this.#parts.find(request);
    if (kept !== undefined) {
      if (request !== this.#last?.request) this.#last = rememberRequest(request, bytes);
      this.#send(kept);
    } else if (this.#parts.canMake(request)) this.#make(request, bytes);
    else this.#cross(bytes, 0);
  }

  /** Forgets the last request. */
  forgetRequest(): void {
    this.#last = undefined;
  }

  #send(text: string): void {
    // At most one answer per connection waits in the batch, so that backpressure of a pipelining client is noticed.
    if (this.#unsent > 0) this.#parts.flush();
    this.#unsent += 1;
    this.#parts.send({ connection: this, text });
  }

  #make(request: PlainRequest, chunk: Buffer): void {
    this.#exchange = { bodyLeft: 0, isAnswered: false };
    this.#parts.make(request, chunk, this);
  }

  #noteUse(): void {
    this.#parts.noteUse(this);
    if (this.#socket.timeout !== this.#parts.keepAliveMs) {
      this.#socket.setTimeout(this.#parts.keepAliveMs);
    }
  }

  /** Passes a request to node:http over the bridge. */
  #cross(chunk: Buffer, bodyLeft: number): void {
    if (this.#unsent > 0) this.#parts.flush();
    this.#exchange = { bodyLeft, isAnswered: false };
    this.#isBridged = true;
    if (this.#bridge === undefined) {
      this.#bridge = new Bridge(this.#socket, this.#resume);
      this.#parts.giveToNode(this.#bridge, this);
    }
    this.#push(chunk);
  }

  #push(chunk: Buffer): void {
    if (this.#bridge?.push(chunk) === false) this.#socket.pause();
  }

  #passBody(exchange: Exchange, chunk: Buffer): void {
    const body = chunk.subarray(0, exchange.bodyLeft);
    const rest = chunk.subarray(body.length);
    exchange.bodyLeft -= body.length;
    if (rest.length > 0) {
      this.#held = this.#held === undefined ? rest : Buffer.concat([this.#held, rest]);
      this.#socket.pause();
    }
    if (body.length > 0) this.#push(body);
    this.#finishExchange();
  }

  #finishExchange(): void {
    if (this.#exchange?.isAnswered !== true || this.#exchange.bodyLeft > 0) return;
    this.#exchange = undefined;
    this.#isBridged = false;
    const held = this.#held;
    this.#held = undefined;
    if (this.#hasEnded || this.#parts.isClosing()) this.#endIfIdle();
    else if (held !== undefined) this.#take(held);
    this.#resume();
  }

  readonly #resume = (): void => {
    // Backpressure of an exchange over the bridge is left to node:http.
    const mustRead = this.#socket.writableNeedDrain && !this.#isBridged;
    if (this.#held === undefined && !mustRead) this.#socket.resume();
  };

  /** Passes the connection to node:http for good, with the bytes that have arrived. */
  #giveToNode(chunk: Buffer): void {
    if (this.#unsent > 0) this.#parts.flush();
    if (this.#socket.readableEnded) {
      this.#leaveEnded(chunk);
      return;
    }
    const socket = this.#socket;
    socket.pause();
    socket.setTimeout(0);
    socket.off("data", this.#onData);
    socket.off("end", this.#onEnd);
    socket.off("timeout", this.#onTimeout);
    socket.off("error", this.#onError);
    socket.off("drain", this.#resume);
    socket.off("close", this.#onClose);
    this.#parts.forget(this);
    this.#dropBridge();
    socket.unshift(chunk);
    this.#parts.giveToNode(socket);
    socket.resume();
  }

  /** Bytes cannot be put back into a stream that has ended, so a bridge passes them on. `#onEnd` ends the bridge. */
  #leaveEnded(chunk: Buffer): void {
    this.#dropBridge();
    this.#exchange = { bodyLeft: Number.POSITIVE_INFINITY, isAnswered: false };
    this.#isBridged = true;
    this.#bridge = new Bridge(this.#socket, this.#resume);
    this.#parts.giveToNode(this.#bridge);
    this.#push(chunk);
  }

  #dropBridge(): void {
    this.#bridge?.detach();
    this.#bridge = undefined;
  }

  /** The client sends no more requests, and still receives the answers to those that it sent. */
  readonly #onEnd = (): void => {
    if (this.#deferred !== undefined) {
      this.takeDeferred();
      // node:http drops a request when the end of the stream follows in the same turn.
      setImmediate(this.#onEnd);
      return;
    }
    this.#hasEnded = true;
    if (this.#isBridged) this.#bridge?.push(null);
    else this.#endIfIdle();
  };

  readonly #onTimeout = (): void => {
    // node:http limits the time of a request in flight, until it has ended the answer.
    if (this.#exchange === undefined || !this.#socket.writable) this.#socket.destroy();
  };

  /** Needs no handling: `close` follows every error. */
  readonly #onError = (): void => {};

  readonly #onClose = (): void => {
    this.#parts.forget(this);
    this.#bridge?.destroy();
  };
}

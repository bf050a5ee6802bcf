import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { PlainRequest } from "../response-cache/ready-answer.ts";
import { type AnsweredRequest, rememberRequest } from "./answered-request.ts";
import { Bridge } from "./bridge.ts";
import { type RequestHead, readRequestHead } from "./request-head.ts";

/** What a connection needs from the fast path. */
export interface ConnectionParts {
  /** The whole answer that memory has to a request, one character per byte. */
  readonly find: (request: PlainRequest) => string | undefined;
  /** Whether an answer may be made here. */
  readonly canMake: (request: PlainRequest) => boolean;
  /** Has the answer made, now or later: `answer` or `handOver` follows. */
  readonly make: (request: PlainRequest, bytes: Buffer, connection: Connection) => void;
  /** Sends an answer at the end of this turn of the event loop. */
  readonly send: (pending: PendingText) => void;
  /** Sends now what waits for the end of the turn. */
  readonly flush: () => void;
  /** Gives a connection to node:http, or the bridge that stands in for it, whose owner learns when it has answered. */
  readonly giveToNode: (stream: Duplex, owner?: Connection) => void;
  /** The connection has left the fast path. */
  readonly forget: (connection: Connection) => void;
  /** A request has come. */
  readonly noteUse: (connection: Connection) => void;
  /** Whether requests wait until other connections are accepted; `takeDeferred` follows for each that was deferred. */
  readonly isAccepting: () => boolean;
  readonly defer: (connection: Connection) => void;
  /** Whether connections are to end when they are idle. */
  readonly isClosing: () => boolean;
  /** A connection that sends nothing, ms: from the beginning, also when it is to end; and after a request. */
  readonly firstRequestMs: number;
  readonly lateRequestMs: number;
  readonly keepAliveMs: number;
}

/** An answer's bytes, one character each, for the write batch. */
export interface PendingText {
  readonly connection: Connection;
  readonly text: string;
}

/** A request that is not answered at once, here or by node:http. */
interface Exchange {
  /** Bytes of the request that have not come yet. */
  bodyLeft: number;
  isAnswered: boolean;
}

/**
 * One client's connection. Whole requests that are answered from memory are answered here; any other goes to node:http
 * over a bridge, one at a time, and the connection is ours again when it is answered; what cannot be told apart into
 * requests without doubt makes the connection node:http's for good.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #parts: ConnectionParts;
  #bridge: Bridge | undefined;
  #exchange: Exchange | undefined;
  /** What arrived during an accept burst. */
  #deferred: Buffer | undefined;
  /** What arrived before the exchange was over. */
  #held: Buffer | undefined;
  /** What was last answered from memory. */
  #last: AnsweredRequest | undefined;
  #unsent = 0;
  #hasEnded = false;
  /** Whether the exchange is node:http's. */
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
    // A client that does not read its answers is not read either.
    if (!this.#socket.write(text, "latin1")) this.#socket.pause();
    if (this.#hasEnded || this.#parts.isClosing()) this.#endIfIdle();
  }

  /** Ends now when it is idle, otherwise with the answer. */
  close(): void {
    // node:http ends what is idle for it, and does not know that an answer may be made here.
    if (!this.#isBridged) this.#dropBridge();
    // A new connection most likely has a request on its way, and no answer told it to close.
    if (this.isSilent) this.#socket.setTimeout(this.#parts.lateRequestMs);
    else this.#endIfIdle();
  }

  /** Ends whatever goes on. */
  cut(): void {
    this.#socket.destroy();
  }

  #endIfIdle(): void {
    if (this.isIdle) this.#socket.destroySoon();
  }

  /** Whether nothing is under way. */
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

  /** With what was made. */
  answer(text: string): void {
    if (!this.#socket.writable) return;
    this.#send(text);
    this.settle();
  }

  /** To node:http, what could not be made. */
  handOver(bytes: Buffer): void {
    if (this.#socket.writable) this.#cross(bytes, 0);
  }

  /** The answer was given. */
  settle(): void {
    if (this.#exchange === undefined) return;
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
    // A request whose client cannot be answered is not begun.
    if (!this.#socket.writable) return;
    const repeated = this.#last?.ifRepeatedBy(chunk);
    const head = repeated === undefined ? readRequestHead(chunk) : undefined;
    if (repeated !== undefined) this.#serve(repeated, chunk);
    // More than one request at once: the order of the answers is node:http's business.
    else if (head === undefined || chunk.length > head.headBytes + head.bodyBytes) {
      this.#giveToNode(chunk);
    } else if (head.bodyBytes === 0) this.#serve(this.requestOf(head), chunk);
    else {
      this.#noteUse();
      this.#cross(chunk, head.headBytes + head.bodyBytes - chunk.length);
    }
  }

  /** @param bytes all of the request, which has no body */
  #serve(request: PlainRequest, bytes: Buffer): void {
    this.#noteUse();
    const kept = this.#parts.find(request);
    if (kept !== undefined) {
      if (request !== this.#last?.request) this.#last = rememberRequest(request, bytes);
      this.#send(kept);
    } else if (this.#parts.canMake(request)) this.#make(request, bytes);
    else this.#cross(bytes, 0);
  }

  /** Forgets what was asked for. */
  forgetRequest(): void {
    this.#last = undefined;
  }

  #send(text: string): void {
    // One answer at a time waits in the batch, so that a pipelining client that does not read is noticed.
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

  /** Over the bridge. */
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
    // Across the bridge node:http decides whether a client must read before it may go on.
    const mustRead = this.#socket.writableNeedDrain && !this.#isBridged;
    if (this.#held === undefined && !mustRead) this.#socket.resume();
  };

  /** For good: node:http reads what has come, and all that will. */
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

  /** Nothing can be put back into a stream that has ended: a bridge stands in for it. `#onEnd` ends the bridge. */
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

  /** The client sends no more; what it asked for it still gets. */
  readonly #onEnd = (): void => {
    if (this.#deferred !== undefined) {
      this.takeDeferred();
      // node:http forgets a request when the end comes in the same moment.
      setImmediate(this.#onEnd);
      return;
    }
    this.#hasEnded = true;
    if (this.#isBridged) this.#bridge?.push(null);
    else this.#endIfIdle();
  };

  readonly #onTimeout = (): void => {
    // How long a request may take is node:http's business, until it has said its last word.
    if (this.#exchange === undefined || !this.#socket.writable) this.#socket.destroy();
  };

  /** Nobody is there to be told; `close` follows. */
  readonly #onError = (): void => {};

  readonly #onClose = (): void => {
    this.#parts.forget(this);
    this.#bridge?.destroy();
  };
}

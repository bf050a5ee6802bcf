import type { Socket } from "node:net";
import { Duplex } from "node:stream";

/** Requests more bytes from the client. */
type WantMore = () => void;

/**
 * A stream that stands in for a client's connection at node:http: it receives the bytes of single requests and forwards
 * the answers. node:http accepts any duplex stream as a connection (documented at the event `connection`).
 */
export class Bridge extends Duplex {
  readonly #socket: Socket;
  readonly #wantMore: WantMore;
  #isDetached = false;
  #isHandedOut = false;

  constructor(socket: Socket, wantMore: WantMore) {
    super({ decodeStrings: false, emitClose: true });
    this.#socket = socket;
    this.#wantMore = wantMore;
  }

  get remoteAddress(): string | undefined {
    return this.#socket.remoteAddress;
  }

  get remoteFamily(): string | undefined {
    return this.#socket.remoteFamily;
  }

  get remotePort(): number | undefined {
    return this.#socket.remotePort;
  }

  get bytesRead(): number {
    return this.#socket.bytesRead;
  }

  get localAddress(): string | undefined {
    return this.#socket.localAddress;
  }

  get localPort(): number | undefined {
    return this.#socket.localPort;
  }

  /**
   * Returns the client's connection, for a caller that writes to it after the current answer. node:http ends that answer
   * as if the connection had ended, and keeps no object of the request.
   */
  handOut(): Socket {
    this.#isHandedOut = true;
    return this.#socket;
  }

  get isHandedOut(): boolean {
    return this.#isHandedOut;
  }

  /** Destroys the bridge without the connection. */
  detach(): void {
    this.#isDetached = true;
    this.destroy();
  }

  /** Like `Socket.destroySoon`: flushes what is written, then destroys the socket. */
  destroySoon(): void {
    if (this.#isHandedOut) this.detach();
    else this.end(() => this.#socket.destroySoon());
  }

  override _read(): void {
    this.#wantMore();
  }

  override _write(chunk: string | Buffer, encoding: BufferEncoding, done: Done): void {
    if (typeof chunk === "string") this.#socket.write(chunk, encoding, done);
    else this.#socket.write(chunk, done);
  }

  override _writev(
    chunks: { readonly chunk: string | Buffer; readonly encoding: BufferEncoding }[],
    done: Done,
  ): void {
    const last = chunks.length - 1;
    this.#socket.cork();
    for (const [index, { chunk, encoding }] of chunks.entries()) {
      this._write(chunk, encoding, index === last ? done : ignore);
    }
    this.#socket.uncork();
  }

  override _final(done: Done): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: Done): void {
    if (!this.#isDetached) this.#socket.destroy();
    done(error);
  }
}

type Done = (error?: Error | null) => void;

function ignore(): void {}

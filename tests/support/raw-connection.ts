import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface RawReply {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Whether the fast path wrote it: its names are in lower case, node:http's are not. */
  readonly isFastPath: boolean;
}

const END_OF_HEAD = "\r\n\r\n";

/** A client that sends bytes as it is told to, and reads what comes back. */
export class RawConnection {
  readonly socket: Socket;
  /** One character per byte. */
  #received = "";
  #changed = Promise.withResolvers<void>();

  static async open(port: number): Promise<RawConnection> {
    const connection = RawConnection.opening(port);
    await once(connection.socket, "connect");
    return connection;
  }

  /** What is sent before it is open follows at once. */
  static opening(port: number): RawConnection {
    return new RawConnection(connect(port, "127.0.0.1").setNoDelay());
  }

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding("latin1");
    socket.on("data", (text) => {
      this.#received += text;
      this.#noteChange();
    });
    // A server may end a connection in the middle of what it is sent.
    socket.on("error", () => {});
    socket.on("close", () => this.#noteChange());
  }

  send(bytes: string | Buffer): void {
    if (typeof bytes === "string") this.socket.write(bytes, "latin1");
    else this.socket.write(bytes);
  }

  /** Sends a request and waits for its answer, all others having been read. */
  async ask(request: string): Promise<RawReply> {
    this.send(request);
    return this.reply(request.startsWith("HEAD ") ? "HEAD" : "GET");
  }

  /** The next answer, which has a length. */
  async reply(method = "GET"): Promise<RawReply> {
    let headEnd = 0;
    await this.received((text) => {
      headEnd = text.indexOf(END_OF_HEAD) + END_OF_HEAD.length;
      return headEnd >= END_OF_HEAD.length;
    });
    assert.ok(headEnd >= END_OF_HEAD.length, `closed before an answer: ${this.#received}`);
    const head = readHead(this.#received.slice(0, headEnd));
    const hasBody = method !== "HEAD" && head.status !== 304;
    const end = headEnd + (hasBody ? Number(head.headers.get("content-length") ?? 0) : 0);
    await this.received(({ length }) => length >= end);
    const body = this.#received.slice(headEnd, end);
    assert.equal(body.length, end - headEnd, "closed before the end of an answer");
    this.#received = this.#received.slice(end);
    return { ...head, body: utf8(body) };
  }

  /** Waits until the text has come, or the end of the connection. */
  async received(isEnough: (text: string) => boolean): Promise<string> {
    while (!isEnough(this.#received) && !this.socket.closed) await this.#changed.promise;
    return this.#received;
  }

  /** Everything not read yet, when the server has ended the connection. */
  ended(): Promise<string> {
    return this.received(() => false);
  }

  #noteChange(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

/** The answers in a text, in which bodies say nothing that looks like the beginning of one. */
export function repliesIn(text: string): RawReply[] {
  const parts = text.split(/(?=HTTP\/1\.1 \d{3} )/).filter((part) => part !== "");
  return parts.map((part) => {
    const headEnd = part.indexOf(END_OF_HEAD) + END_OF_HEAD.length;
    return { ...readHead(part.slice(0, headEnd)), body: utf8(part.slice(headEnd)) };
  });
}

function readHead(head: string): Omit<RawReply, "body"> {
  const [first = "", ...lines] = head.trimEnd().split("\r\n");
  const fields = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const headers = new Map(fields);
  assert.equal(headers.size, fields.length, `a header twice: ${head}`);
  const isFastPath = /\r\ndate: /.test(head);
  return { status: Number(first.split(" ")[1]), headers, isFastPath };
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString();
}

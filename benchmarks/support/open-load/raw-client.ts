import { connect, type Socket } from "node:net";

export interface RawAnswer {
  readonly status: number;
  /** When its last byte came. */
  readonly atMs: number;
}

/** One keep-alive connection that carries one request at a time, with as little work as possible. */
export interface RawClient {
  /** The answer to `request`; status 0 when the connection ended instead. */
  ask(request: string, onAnswer: (answer: RawAnswer) => void): void;
  readonly isOpen: boolean;
  destroy(): void;
}

const HEAD_END = Buffer.from("\r\n\r\n");

export function openRawClient(host: string, port: number): RawClient {
  const socket: Socket = connect({ host, port, noDelay: true });
  let isOpen = true;
  let waiting: ((answer: RawAnswer) => void) | undefined;
  let status = 0;
  let missing = -1;

  function settle(): void {
    const tell = waiting;
    waiting = undefined;
    missing = -1;
    tell?.({ status, atMs: performance.now() });
  }

  socket.on("data", (chunk: Buffer) => {
    if (missing < 0) {
      const headEnd = chunk.indexOf(HEAD_END);
      const head = chunk.toString("latin1", 0, headEnd < 0 ? chunk.length : headEnd);
      status = Number(head.slice(9, 12));
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      // Our answers' heads come in one piece; one that does not is no measurement of ours.
      if (headEnd < 0 || length === undefined) throw new Error(`not understood: ${head}`);
      missing = headEnd + HEAD_END.length + Number(length);
    }
    missing -= chunk.length;
    if (missing <= 0) settle();
  });
  const end = () => {
    if (!isOpen) return;
    isOpen = false;
    status = 0;
    settle();
  };
  socket.on("error", end);
  socket.on("close", end);

  return {
    ask(request, onAnswer) {
      waiting = onAnswer;
      socket.write(request, "latin1");
    },
    get isOpen() {
      return isOpen;
    },
    destroy() {
      end();
      socket.destroy();
    },
  };
}

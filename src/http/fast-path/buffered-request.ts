import type { Asked } from "../overload/admission-control.ts";
import type { FrontDoor } from "../response-cache/cached-handler.ts";
import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";
import type { LaneConnection } from "./connection.ts";
import { readRequestHead } from "./request-head.ts";

/** What a request needs that is made on the lane. */
export interface MakeParts {
  readonly door: Pick<FrontDoor, "make">;
  readonly write: (answer: ReadyAnswer) => string;
}

/**
 * A request whose answer is to be made. In overload thousands wait, and what they keep is copied by the garbage collector
 * twice before it is left alone: with a head, a trace and promises for each that took a fifth of the time. So
 * nothing is kept but the bytes, which are read again when something becomes of them.
 */
export class LaneRequest implements Asked {
  readonly #connection: LaneConnection;
  readonly #bytes: Buffer;
  readonly #parts: MakeParts;
  readonly #cameMs = performance.now();

  constructor(connection: LaneConnection, bytes: Buffer, parts: MakeParts) {
    this.#connection = connection;
    this.#bytes = bytes;
    this.#parts = parts;
  }

  /** @throws TypeError when the bytes are no request for the lane, which whoever put it in line has ruled out */
  read(): PlainRequest {
    const head = readRequestHead(this.#bytes);
    if (head === undefined) throw new TypeError("no request for the lane waits in line");
    return this.#connection.requestOf(head);
  }

  begin(request: PlainRequest, release: () => void): void {
    const { door, write } = this.#parts;
    const leave = (answer: ReadyAnswer | undefined) => {
      release();
      if (answer === undefined) this.#connection.handOver(this.#bytes);
      else this.#connection.answer(write(answer));
    };
    // How failures are answered is the long way's business; it meets this one again.
    door.make(request, this.#cameMs).then(leave, () => leave(undefined));
  }

  refuse(refusal: ReadyAnswer): void {
    this.#connection.answer(this.#parts.write(refusal));
  }

  hasLeft(): boolean {
    return this.#connection.hasLeft;
  }
}

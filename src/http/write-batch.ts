import type { ServerResponse } from "node:http";
import type { ReadyAnswer } from "./response-cache/ready-answer.ts";

/** An answer that node:http sends. */
export interface PendingAnswer {
  readonly response: ServerResponse;
  readonly answer: ReadyAnswer;
}

export interface WriteBatch<Item> {
  /** Sends the item at the end of this turn of the event loop. */
  readonly add: (item: Item) => void;
  /** Sends the waiting items now. */
  readonly flush: () => void;
}

/** A batch of this size is sent at once, so that the first answers of a busy turn do not wait for its end. */
const MAX_WAITING = 128;

/**
 * Sends the answers of one event-loop turn together at its end, instead of each between two requests. A write to a socket
 * wakes its reader; a batch wakes a proxy or client once, and the other answers arrive while it is busy with the first.
 * `benchmarks/speed/write-batch.ts` compares the two.
 */
export function createWriteBatch<Item>(send: (item: Item) => void): WriteBatch<Item> {
  let waiting: Item[] = [];
  let isDue = false;

  function flush(): void {
    const items = waiting;
    waiting = [];
    for (const item of items) send(item);
  }

  function flushWhenDue(): void {
    isDue = false;
    flush();
  }

  function add(item: Item): void {
    const size = waiting.push(item);
    if (size >= MAX_WAITING) flush();
    else if (!isDue) {
      isDue = true;
      setImmediate(flushWhenDue);
    }
  }

  return { add, flush };
}

const CLOSE = ["connection", "close"];

/** Sends an answer through node:http. */
export function sendAnswer({ response, answer }: PendingAnswer): void {
  const { status, constants, headers, body, isLast = false } = answer;
  response.writeHead(status, [...constants, ...headers, ...(isLast ? CLOSE : [])]);
  if (body === undefined) response.end();
  else response.end(body, "latin1");
}

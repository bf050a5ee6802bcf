import type { ServerResponse } from "node:http";
import type { ReadyAnswer } from "./response-cache/ready-answer.ts";

/** An answer that node:http is to send. */
export interface Letter {
  readonly response: ServerResponse;
  readonly answer: ReadyAnswer;
}

export interface Outbox<Item> {
  readonly post: (letter: Item) => void;
  /** Sends now what waits. */
  readonly flush: () => void;
}

/** An answer waits for at most this many others, so that the first ones of a busy turn do not wait for all of it. */
const MOST_WAITING = 128;

/**
 * Sends the answers of one turn of the event loop one after the other at its end, instead of each between two
 * requests. Writing to a socket wakes up whoever waits for it; a burst wakes a proxy or client up once, while it is
 * still busy with the first answer when the others come. `benchmarks/speed/write-batch.ts` compares the two.
 */
export function outbox<Item>(send: (letter: Item) => void): Outbox<Item> {
  let waiting: Item[] = [];
  let isDue = false;

  function flush(): void {
    const letters = waiting;
    waiting = [];
    for (const letter of letters) send(letter);
  }

  function flushWhenDue(): void {
    isDue = false;
    flush();
  }

  function post(letter: Item): void {
    const size = waiting.push(letter);
    if (size >= MOST_WAITING) flush();
    else if (!isDue) {
      isDue = true;
      setImmediate(flushWhenDue);
    }
  }

  return { post, flush };
}

/** For an outbox of answers that node:http sends. */
export function sendLetter({ response, answer }: Letter): void {
  const { status, constants, headers, body } = answer;
  response.writeHead(status, [...constants, ...headers]);
  if (body === undefined) response.end();
  else response.end(body, "latin1");
}

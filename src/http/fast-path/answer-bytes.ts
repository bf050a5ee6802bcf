import { STATUS_CODES } from "node:http";
import { inOnePiece } from "../../runtime/in-one-piece.ts";
import type { ReadyAnswer } from "../response-cache/ready-answer.ts";

/**
 * Writes answers as node:http does: status line, headers, date, connection headers, body; one character per byte.
 * Header values are not validated: they are constants, or were validated when they were read.
 *
 * @param connection the connection headers, names and values in turn
 */
export function answerWriter(
  connection: readonly string[],
): (answer: ReadyAnswer, nowMs: number) => string {
  const startOf = startMaker(lines(connection));
  let second = Number.NaN;
  let date = "";
  return ({ status, constants, headers, body = "" }, nowMs) => {
    const now = Math.floor(nowMs / 1000);
    if (now !== second) {
      second = now;
      date = inOnePiece(`date: ${new Date(nowMs).toUTCString()}\r\n`);
    }
    return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${startOf(constants)}${date}${lines(headers)}\r\n${body}`;
  };
}

/** Writes the lines that all answers with the same list of constants share, once per list. */
function startMaker(always: string): (constants: readonly string[]) => string {
  const known = new WeakMap<readonly string[], string>();
  return (constants) => {
    const there = known.get(constants);
    if (there !== undefined) return there;
    const start = inOnePiece(lines(constants) + always);
    known.set(constants, start);
    return start;
  };
}

function lines(headers: readonly string[]): string {
  let text = "";
  for (let i = 0; i + 1 < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return text;
}

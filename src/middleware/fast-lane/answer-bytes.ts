import { STATUS_CODES } from "node:http";
import type { KnownAnswer } from "../front-door.ts";

/**
 * Puts answers together as node:http would: status, headers, date, what becomes of the connection, body; one character
 * per byte. The values are our own, or of a form that was checked when they were read, and so are not looked through
 * again.
 *
 * @param constants names and values that stand in every answer, in turn
 * @param keepAliveSeconds how long a connection is kept that nobody uses
 */
export function answerWriter(
  constants: readonly string[],
  keepAliveSeconds: number,
): (answer: KnownAnswer, nowMs: number) => string {
  const always = `${lines(constants)}connection: keep-alive\r\nkeep-alive: timeout=${keepAliveSeconds}\r\n`;
  let second = Number.NaN;
  let date = "";
  return ({ status, headers, body = "" }, nowMs) => {
    const now = Math.floor(nowMs / 1000);
    if (now !== second) {
      second = now;
      date = `date: ${new Date(nowMs).toUTCString()}\r\n`;
    }
    return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${always}${date}${lines(headers)}\r\n${body}`;
  };
}

function lines(headers: readonly string[]): string {
  let text = "";
  for (let i = 0; i + 1 < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return text;
}

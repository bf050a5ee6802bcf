import { pino } from "pino";

/** A stream that writes one piece after the other, in the background. */
export interface LogStream {
  write(text: string): unknown;
  flushSync(): void;
  /** `drain`: all that was given is written. `error`: it could not be, and is tried again with the next piece. */
  on(event: "drain" | "error", listener: () => void): unknown;
}

export interface LogOutput {
  write(line: string): void;
  /** Hands over what is held back. */
  flush(): void;
  /** Writes out everything, now. */
  flushSync(): void;
}

/** How long, and how much of, the log is held back to be written at once. */
const HOLD_MS = 10;
const HOLD_CHARACTERS = 65_536;

/** What has waited is written in pieces of at most so many of those: the loop stands still while one is handed over. */
const MAX_AT_ONCE = 16;

/** Of a log that nobody takes, in characters. Further lines are lost, and counted: memory is for answers. */
const MAX_WAITING = 16_777_216;

/** A full disk, or a reader who has left, is tried again after so long. */
const RETRY_MS = 1000;

/** Standard output, asynchronous: a slow reader of the log must not hold up requests. */
export function standardOutput(tellLost: (lines: number) => void): LogOutput {
  const stream: LogStream = pino.destination({ dest: 1, sync: false });
  const output = logOutput(stream, tellLost);
  process.on("exit", () => {
    // Nobody is left to be told.
    try {
      output.flushSync();
    } catch {}
  });
  return output;
}

/**
 * Lines are handed over in batches, because handing over costs more than making a line; and only when the batch
 * before is written: a busy loop has little time for the disk, and what it cannot write must not pile up.
 *
 * @param tellLost is told, once lines are written again, how many were not
 */
export function logOutput(stream: LogStream, tellLost: (lines: number) => void): LogOutput {
  let current = "";
  let full: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isWriting = false;
  let hasFailed = false;
  let lost = 0;

  function close(): void {
    if (current !== "") full.push(current);
    current = "";
  }

  function handOver(): void {
    clearTimeout(timer);
    timer = undefined;
    if (isWriting) return;
    close();
    // Nothing new before the stream is rid of what it could not write.
    const batch = hasFailed ? [] : full.splice(0, MAX_AT_ONCE);
    isWriting = hasFailed || batch.length > 0;
    if (isWriting) stream.write(batch.join(""));
  }

  function handOverAll(): void {
    close();
    const all = full.join("");
    full = [];
    if (all !== "") stream.write(all);
  }

  function handOverWhenWorthIt(): void {
    if (full.length > 0) handOver();
    else timer ??= setTimeout(handOver, HOLD_MS);
  }

  stream.on("drain", () => {
    isWriting = false;
    const isBack = hasFailed;
    hasFailed = false;
    if (isBack) handOver();
    else if (full.length > 0 || current !== "") handOverWhenWorthIt();
    if (lost === 0) return;
    const lines = lost;
    lost = 0;
    tellLost(lines);
  });
  // A closed pipe or a full disk loses lines, not the service.
  stream.on("error", () => {
    isWriting = false;
    hasFailed = true;
    timer ??= setTimeout(handOver, RETRY_MS).unref();
  });

  return {
    write(line) {
      if (full.length * HOLD_CHARACTERS >= MAX_WAITING) {
        lost += 1;
        return;
      }
      current += line;
      if (current.length >= HOLD_CHARACTERS) close();
      if (!isWriting && !hasFailed) handOverWhenWorthIt();
    },
    flush: handOver,
    flushSync() {
      handOverAll();
      stream.flushSync();
    },
  };
}

import { pino } from "pino";

/** A stream that writes one chunk after the other, in the background. */
export interface LogStream {
  write(text: string): unknown;
  flushSync(): void;
  /** `drain`: everything is written. `error`: writing failed, and is tried again with the next chunk. */
  on(event: "drain" | "error", listener: () => void): unknown;
}

export interface LogOutput {
  write(line: string): void;
  /** Passes the buffered lines to the stream. */
  flush(): void;
  /** Writes everything synchronously. */
  flushSync(): void;
}

/** Lines are buffered this long before they are written together. */
const HOLD_MS = 10;
/** A buffer of this many characters is full, and is written at once. */
const HOLD_CHARACTERS = 65_536;

/** Full buffers per write. The event loop is blocked while a chunk is passed to the stream. */
const MAX_AT_ONCE = 16;

/** Characters that may wait for a slow reader. Further lines are lost and counted, so that memory stays bounded. */
const MAX_WAITING = 16_777_216;

/** The pause before a write is repeated after a failure, such as a full disk or a closed pipe. */
const RETRY_MS = 1000;

/** Standard output, asynchronous: a slow reader of the log must not delay requests. */
export function standardOutput(onLost: (lines: number) => void): LogOutput {
  const stream: LogStream = pino.destination({ dest: 1, sync: false });
  const output = logOutput(stream, onLost);
  process.on("exit", () => {
    // At exit there is nowhere left to report a failure.
    try {
      output.flushSync();
    } catch {}
  });
  return output;
}

/**
 * Passes lines to the stream in batches, because a write costs more than making a line. A batch is passed only when the
 * previous one is written, so that unwritten text does not accumulate in the stream while the event loop is busy.
 *
 * @param onLost receives the number of lost lines once lines are written again
 */
export function logOutput(stream: LogStream, onLost: (lines: number) => void): LogOutput {
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
    // After a failure, an empty write makes the stream retry before it gets new lines.
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
    onLost(lines);
  });
  // A closed pipe or a full disk costs log lines, but does not stop the service.
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

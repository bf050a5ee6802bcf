import type { Clock } from "../ports.ts";

/** Shows the progress of long work. */
export interface Progress {
  /** @param share 0 … 1 if the total is known @param note progress so far, in words */
  update(share: number | undefined, note: string): void;
  /** Ends the display; `note` stays on the screen. */
  finish(note: string): void;
}

/** Output of the progress display: `process.stderr`, so that results on stdout stay clean. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Width of the bar in characters. */
const BAR_WIDTH = 24;
/** Interval of updates on a terminal. */
const TERMINAL_INTERVAL_MS = 100;
/** Interval of lines in a log file. */
const LINE_INTERVAL_MS = 5000;

/** A progress bar on a terminal; otherwise a plain line every few seconds. */
export function openProgress(label: string, stream: ProgressStream, clock: Clock): Progress {
  const terminal = stream.isTTY === true;
  const interval = terminal ? TERMINAL_INTERVAL_MS : LINE_INTERVAL_MS;
  let lastMs = terminal ? Number.NEGATIVE_INFINITY : clock.now();

  function draw(text: string): void {
    const line = text.slice(0, (stream.columns || 80) - 1);
    stream.write(terminal ? `\r\u001b[2K${line}` : `${text}\n`);
  }

  return {
    update(share, note) {
      const nowMs = clock.now();
      if (nowMs - lastMs < interval) return;
      lastMs = nowMs;
      draw(terminal ? `${label} ${bar(share)} ${note}` : `${label}:${percent(share)} ${note}`);
    },
    finish(note) {
      draw(terminal ? `${label} ${note}` : `${label}: ${note}`);
      if (terminal) stream.write("\n");
    },
  };
}

function bar(share: number | undefined): string {
  if (share === undefined) return "…";
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH);
  return `[${"█".repeat(full)}${"░".repeat(BAR_WIDTH - full)}]${percent(share)}`;
}

function percent(share: number | undefined): string {
  return share === undefined ? "" : ` ${Math.floor(Math.min(1, share) * 100)} %`;
}

/**
 * What a line of the log costs: our batches (`src/telemetry/log-output.ts`), and those of the log library, whose
 * destination holds lines back too. Lines come as in a busy service, twenty in a turn of the event loop.
 *
 *   node benchmarks/speed/log-output.ts [file …]     default: /dev/null and a temporary file, half a minute
 */
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { pino } from "pino";
import { logOutput } from "../../src/telemetry/log-output.ts";
import { median } from "../support/measure-requests.ts";

const LINES = 200_000;
const LINES_PER_TURN = 20;
const ROUNDS = 5;
const LINE = `${"x".repeat(380)}\n`;

interface Output {
  write(line: string): void;
  flushSync(): void;
}

/** The library asks for the length in bytes of what it holds with each line, so the size of a batch matters. */
const LIBRARY_BATCHES = [16_384, 65_536, 1_048_576];

const OUTPUTS: Readonly<Record<string, (fd: number) => Output>> = {
  nothing: () => ({ write() {}, flushSync() {} }),
  ours: (fd) => logOutput(pino.destination({ dest: fd, sync: false }), () => {}),
  ...Object.fromEntries(LIBRARY_BATCHES.map((bytes) => [`library ${bytes}`, librarys(bytes)])),
};

function librarys(maxWrite: number): (fd: number) => Output {
  return (fd) => {
    const batched = { minLength: maxWrite / 2, maxWrite, maxLength: 16_777_216, periodicFlush: 10 };
    const stream = pino.destination({ dest: fd, sync: false, ...batched });
    return {
      write: (line) => void stream.write(line),
      flushSync: () => stream.flushSync(),
    };
  };
}

/** Microseconds of this thread for a line. */
async function measure(output: Output): Promise<number> {
  const before = process.threadCpuUsage();
  for (let written = 0; written < LINES; written += LINES_PER_TURN) {
    for (let line = 0; line < LINES_PER_TURN; line += 1) output.write(`${written}${line}${LINE}`);
    await nextTurn();
  }
  output.flushSync();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / LINES;
}

const folder = mkdtempSync(join(tmpdir(), "pomodoro-log-output-"));
const given = process.argv.slice(2);
for (const file of given.length > 0 ? given : ["/dev/null", join(folder, "log")]) {
  for (const [name, open] of Object.entries(OUTPUTS)) {
    const costs: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const fd = openSync(file, file === "/dev/null" ? "w" : "w+");
      const cost = await measure(open(fd));
      if (round > 0) costs.push(cost);
      await nextTurn();
      closeSync(fd);
    }
    console.log(`${file}  ${name.padEnd(16)} ${median(costs).toFixed(2)} µs a line`);
  }
}
rmSync(folder, { recursive: true });
// The library's timers go on.
process.exit(0);

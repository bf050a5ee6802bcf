import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable, Transform, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Clock } from "../ports.ts";
import { CommandError } from "./command-errors.ts";
import { openProgress, type Progress } from "./progress.ts";

/**
 * Writes an export to a file, or to standard output by default. A file has a temporary name until it is complete,
 * because an incomplete export is indistinguishable from a complete one.
 */
export async function writeOutput(
  chunks: AsyncIterable<string | Uint8Array>,
  path: string | undefined,
  clock: Clock,
): Promise<void> {
  if (path === undefined) return write(chunks, process.stdout, clock);
  const part = `${path}.part`;
  try {
    await write(chunks, createWriteStream(part), clock);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof Error && "syscall" in error && "path" in error) {
      throw new CommandError("command.unwritable", { path, reason: error.message });
    }
    throw error;
  }
}

async function write(
  chunks: AsyncIterable<string | Uint8Array>,
  target: Writable,
  clock: Clock,
): Promise<void> {
  const progress = openProgress("export", process.stderr, clock);
  const source = Readable.from(chunks, { objectMode: false });
  // Standard output belongs to the process, which closes it.
  await pipeline(source, counting(progress), target, { end: target !== process.stdout });
}

function counting(progress: Progress): Transform {
  let bytes = 0;
  const written = () => `${(bytes / 1e6).toFixed(1)} MB`;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      progress.update(undefined, written());
      done(null, chunk);
    },
    flush(done) {
      progress.finish(written());
      done();
    },
  });
}

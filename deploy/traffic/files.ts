import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";

/** A file is replaced as a whole or not at all, also when the machine loses power in between. */
export function replaceFile(path: string, text: string): void {
  const draft = writeDraft(path, text);
  renameSync(draft, path);
}

/** Writes the text beside a file, durable, for somebody to look at before it takes the file's place. */
export function writeDraft(path: string, text: string): string {
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  const file = openSync(draft, "wx", 0o644);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return draft;
}

/**
 * Puts a configuration in place when it differs from what is there, after somebody has judged the draft.
 *
 * @returns whether it differed; when the judge throws, everything is as it was
 */
export async function installFile(
  path: string,
  text: string,
  judge: (draft: string) => Promise<void>,
): Promise<boolean> {
  if (readIfThere(path) === text) return false;
  const draft = writeDraft(path, text);
  try {
    await judge(draft);
  } catch (error) {
    rmSync(draft);
    throw error;
  }
  renameSync(draft, path);
  return true;
}

export function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

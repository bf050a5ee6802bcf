import { closeSync, constants, mkdirSync, openSync, readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** Private data: only the owner may read it. SQLite gives its other files the mode of the database. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** The limit of Linux. */
const MAX_LINKS = 40;

/** Creates a missing file, empty, and missing folders with access for this user only. Existing ones keep their mode. */
export function createPrivately(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE });
  closeSync(openSync(path, constants.O_RDONLY | constants.O_CREAT, FILE_MODE));
}

/** The canonical path of a file, without links and relative parts. The file and its folder need not exist yet. */
export function realPath(path: string): string {
  let absolute = resolve(path);
  for (let links = 0; links < MAX_LINKS; links++) {
    try {
      return realpathSync(absolute);
    } catch {
      const target = linkTarget(absolute);
      if (target === undefined) break;
      // A dangling link: the file will be created at its target.
      absolute = resolve(dirname(absolute), target);
    }
  }
  try {
    return join(realpathSync(dirname(absolute)), basename(absolute));
  } catch {
    return absolute;
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

import { closeSync, constants, mkdirSync, openSync, readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** What is stored is nobody else's business: SQLite gives the files beside a database the mode of the database. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** As many as Linux follows. */
const MAX_LINKS = 40;

/** Makes the file, empty, and its folders where they are missing, for this user alone. What is there keeps its mode. */
export function createPrivately(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE });
  closeSync(openSync(path, constants.O_RDONLY | constants.O_CREAT, FILE_MODE));
}

/** The one path of a file, through links and relative parts; also where the file, or its folder, is still to be made. */
export function realPath(path: string): string {
  let absolute = resolve(path);
  for (let links = 0; links < MAX_LINKS; links++) {
    try {
      return realpathSync(absolute);
    } catch {
      const target = linkTarget(absolute);
      if (target === undefined) break;
      // A link to a file that is not there yet: the file will be made where it points.
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

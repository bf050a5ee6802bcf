import {
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * The folder that nginx looks into for each request: a link to one with a file for each percent. Another share is another
 * folder, and the link changes at once.
 */
export interface ShareFolder {
  read(): { readonly percent: number; readonly isWatched: boolean };
  /** @param isWatched whether nginx logs requests for the switch */
  write(percent: number, isWatched: boolean): void;
}

export function createShareFolder(link: string): ShareFolder {
  const nameOf = (percent: number, isWatched: boolean) =>
    `${basename(link)}.${percent}${isWatched ? ".watched" : ""}`;

  return {
    read() {
      try {
        const [, percent = "0", watched] = readlinkSync(link)
          .slice(basename(link).length)
          .split(".");
        return { percent: Number(percent), isWatched: watched !== undefined };
      } catch {
        return { percent: 0, isWatched: false };
      }
    },
    write(percent, isWatched) {
      const name = nameOf(percent, isWatched);
      const folder = join(dirname(link), name);
      mkdirSync(folder, { recursive: true });
      for (let slot = 0; slot < percent; slot++) writeFileSync(join(folder, String(slot)), "");
      if (isWatched) writeFileSync(join(folder, "watched"), "");
      const draft = `${link}.draft`;
      rmSync(draft, { force: true });
      symlinkSync(name, draft);
      renameSync(draft, link);
      for (const other of readdirSync(dirname(link))) {
        if (other.startsWith(`${basename(link)}.`) && other !== name) {
          rmSync(join(dirname(link), other), { recursive: true });
        }
      }
    },
  };
}

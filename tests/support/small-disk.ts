import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file system of a few megabytes. */
export interface SmallDisk {
  readonly path: string;
  /** Takes up all room but so many bytes. */
  fill(left: number): void;
  /** Makes room again. */
  free(): void;
  close(): void;
}

/** Mounts one; nothing, with the reason on standard error, where this user may not. */
export function openSmallDisk(megabytes: number): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), "pomodoro-disk-"));
  const isRoot = process.getuid?.() === 0;
  const asRoot = (...command: readonly string[]) => {
    const [program = "", ...rest] = isRoot ? command : ["sudo", "-n", ...command];
    execFileSync(program, rest, { stdio: "pipe" });
  };
  try {
    asRoot("mount", "-t", "tmpfs", "-o", `size=${megabytes}m,mode=777`, "tmpfs", path);
  } catch (error) {
    rmSync(path, { recursive: true });
    console.error(`SKIPPED: no small disk can be mounted (${String(error).split("\n", 1)[0]})`);
    return undefined;
  }
  const ballast = join(path, "ballast");
  return {
    path,
    fill(left) {
      const { bavail, bsize } = statfsSync(path);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    free: () => truncateSync(ballast),
    close() {
      asRoot("umount", "-l", path);
      rmSync(path, { recursive: true });
    },
  };
}

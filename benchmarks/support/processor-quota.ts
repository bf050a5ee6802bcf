import { existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface ProcessorQuota {
  /** Of one core; 1 where this system lets nobody set a quota. */
  readonly share: number;
  /** Call when its processes have ended. */
  remove(): void;
}

/** Short, so that the process is held back often and briefly. */
const PERIOD_US = 10_000;
const GROUP = "pomodoro-bench";

/** Where control groups of version 1 and 2 are found, and how they say "so many microseconds of each period". */
const KINDS = [
  {
    root: "/sys/fs/cgroup/cpu",
    files: (quota: number) => [
      ["cpu.cfs_period_us", String(PERIOD_US)],
      ["cpu.cfs_quota_us", String(quota)],
    ],
  },
  {
    root: "/sys/fs/cgroup",
    files: (quota: number) => [["cpu.max", `${quota} ${PERIOD_US}`]],
  },
];

/** Gives a process only a part of a core, as containers are given: then one other core can ask more than it can answer. */
export function limitProcessor(pid: number, share: number): ProcessorQuota {
  for (const { root, files } of KINDS) {
    const group = join(root, GROUP);
    try {
      if (!existsSync(join(root, "cgroup.procs"))) continue;
      mkdirSync(group, { recursive: true });
      for (const [name = "", value = ""] of files(Math.round(PERIOD_US * share))) {
        writeFileSync(join(group, name), value);
      }
      writeFileSync(join(group, "cgroup.procs"), String(pid));
      return { share, remove: () => rmdirSync(group) };
    } catch {
      // Not allowed, or another version: the next one.
    }
  }
  console.log("No quota can be set here: the server has a whole core.");
  return { share: 1, remove() {} };
}

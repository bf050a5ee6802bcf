import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { installFile, readIfThere, writeDraft } from "./files.ts";
import { renderNginx } from "./nginx-config.ts";
import { createLogReader } from "./nginx-log.ts";
import { createShareFolder } from "./nginx-share.ts";
import type { Options } from "./options.ts";
import { signalProcess, until, validate } from "./process.ts";
import { SwitchError, type TrafficProxy } from "./proxy.ts";

/** nginx, whose share is changed by the file system; only other addresses need a reload. */
export function createNginx(options: Options): TrafficProxy {
  const { main, pidFile, from, to } = options;
  const config = resolve(options.config);
  // Named by the new side: a switch to another server begins at 0 whatever an earlier one left behind.
  const shareLink = `${config}.share-${to.host.replaceAll(/[^\w.-]/g, "_")}`;
  const shares = createShareFolder(shareLink);
  const log = `${config}.log`;
  const rendered = renderNginx(from, to, shareLink, log);
  const reader = createLogReader(log, { old: from.host, new: to.host });

  /** nginx has no option for one more file, so a copy of the main configuration names the draft. */
  async function validateDraft(draft: string): Promise<void> {
    const text = readIfThere(main) ?? "";
    if (!text.includes(options.config)) {
      throw new SwitchError(`${main} does not include ${options.config} by that name.`);
    }
    const copy = writeDraft(main, text.replaceAll(options.config, draft));
    try {
      await validate("nginx", ["-t", "-q", "-c", resolve(copy)]);
    } finally {
      rmSync(copy);
    }
  }

  return {
    rendered,
    install: () => installFile(config, rendered, validateDraft),
    async reload() {
      const before = workersOf(pidFile);
      signalProcess(pidFile, "SIGHUP");
      const hasNewWorker = () => workersOf(pidFile).some((worker) => !before.includes(worker));
      await until("nginx has reloaded", async () => hasNewWorker());
    },
    async setShare(percent) {
      shares.write(percent, true);
    },
    async share() {
      return shares.read().percent;
    },
    async traffic() {
      return reader.read();
    },
    async close() {
      const { percent, isWatched } = shares.read();
      if (isWatched) shares.write(percent, false);
    },
  };
}

function workersOf(pidFile: string): readonly string[] {
  const master = readIfThere(pidFile)?.trim();
  return readIfThere(`/proc/${master}/task/${master}/children`)?.trim().split(" ") ?? [];
}

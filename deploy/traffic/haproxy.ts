import { basename } from "node:path";
import { installFile, readIfThere, replaceFile } from "./files.ts";
import { renderHaproxy } from "./haproxy-config.ts";
import { askHaproxy, readStatistics } from "./haproxy-socket.ts";
import type { Options } from "./options.ts";
import { signalProcess, until, validate } from "./process.ts";
import {
  NO_TRAFFIC,
  type Side,
  type SideTraffic,
  SwitchError,
  type TrafficProxy,
} from "./proxy.ts";

/** HAProxy, whose share is changed while it runs; only other addresses need a reload. */
export function createHaproxy(options: Options): TrafficProxy {
  const { config, main, socket, pidFile, from, to } = options;
  const shareFile = `${config}.share`;
  const rendered = renderHaproxy(from, to, basename(shareFile));
  const shareLine = (percent: number) => `${to.host} ${percent}\n`;
  const ask = (command: string) => askHaproxy(socket, command);

  /** The map's number in the runtime API, which does not depend on how the file was named. */
  async function findMap(): Promise<string> {
    const maps = await ask("show map");
    const line = maps.split("\n").find((each) => each.includes(basename(shareFile)));
    const id = /^(\d+)/.exec(line ?? "")?.[1];
    if (id === undefined) {
      throw new SwitchError(
        `HAProxy runs without ${config}: start it with -f ${main} -f ${config} (${socket}).`,
      );
    }
    return `#${id}`;
  }

  return {
    rendered,
    async install() {
      const shares = readIfThere(shareFile) ?? "";
      // HAProxy refuses a configuration whose map is missing, and changes only what the map has.
      if (!shares.includes(`${to.host} `)) replaceFile(shareFile, `${shares}${shareLine(0)}`);
      return installFile(config, rendered, (draft) =>
        validate("haproxy", ["-c", "-q", "-f", main, "-f", draft]),
      );
    },
    async reload() {
      const before = await processOf(ask);
      signalProcess(pidFile, "SIGUSR2");
      await until("HAProxy has reloaded", async () => {
        const now = await processOf(ask).catch(() => before);
        return now !== before;
      });
    },
    async setShare(percent) {
      replaceFile(shareFile, shareLine(percent));
      const answer = await ask(`set map ${await findMap()} ${to.host} ${percent}`);
      if (answer.trim() !== "") throw new SwitchError(`HAProxy: ${answer.trim()}`);
    },
    async share() {
      const lines = (await ask(`show map ${await findMap()}`)).split("\n");
      const words = lines.map((line) => line.split(" ")).find(([, host]) => host === to.host);
      return Number(words?.[2] ?? 0);
    },
    async traffic() {
      const rows = readStatistics(await ask("show stat"));
      const side = (name: Side) => {
        const row = rows.find((each) => each.pxname === "pomodoro" && each.svname === name);
        return row === undefined ? NO_TRAFFIC : trafficOf(row);
      };
      return { old: side("old"), new: side("new") };
    },
    async close() {},
  };
}

async function processOf(ask: (command: string) => Promise<string>): Promise<string> {
  return /^Pid: (\d+)/m.exec(await ask("show info"))?.[1] ?? "";
}

function trafficOf(row: Readonly<Record<string, string>>): SideTraffic {
  const number = (name: string) => Number(row[name] ?? 0);
  const answered = number("hrsp_2xx") + number("hrsp_3xx") + number("hrsp_4xx");
  return {
    requests: number("stot"),
    // `wretr` are those that were asked again, here or at the other side; the rest the client got.
    failures: number("hrsp_5xx") + number("wretr") + number("econ") + number("eresp"),
    meanMs: answered > 0 ? number("rtime") : null,
  };
}

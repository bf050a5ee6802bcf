import { closeSync, existsSync, fstatSync, openSync, readSync, truncateSync } from "node:fs";
import { NO_TRAFFIC, type Side, type SideTraffic, type Traffic } from "./proxy.ts";

const CHUNK_BYTES = 1 << 20;
/** Beyond this the log begins anew; nginx appends, so nothing but lines of that moment is lost. */
const LOG_LIMIT_BYTES = 64 << 20;
/** How much an answer counts in the mean: as HAProxy, about the last thousand. */
const NEWEST_WEIGHT = 1 / 1000;

/** Reads what nginx appended since the last time and adds it up by side. */
export function createLogReader(path: string, hosts: Readonly<Record<Side, string>>) {
  let offset = existsSync(path) ? sizeOf(path) : 0;
  let rest = "";
  const totals = { old: NO_TRAFFIC, new: NO_TRAFFIC };

  function count(line: string): void {
    const [addresses = "", statuses = "", times = ""] = line.split("|");
    const [servers, codes, seconds] = [addresses, statuses, times].map((list) => list.split(", "));
    servers?.forEach((server, attempt) => {
      for (const side of ["old", "new"] as const) {
        if (hosts[side] !== server) continue;
        totals[side] = added(totals[side], Number(codes?.[attempt]), Number(seconds?.[attempt]));
      }
    });
  }

  return {
    read(): Traffic {
      if (!existsSync(path)) return totals;
      const file = openSync(path, "r");
      try {
        const buffer = Buffer.alloc(CHUNK_BYTES);
        for (;;) {
          const length = readSync(file, buffer, 0, CHUNK_BYTES, offset);
          if (length === 0) break;
          offset += length;
          const lines = (rest + buffer.toString("latin1", 0, length)).split("\n");
          rest = lines.pop() ?? "";
          lines.forEach(count);
        }
      } finally {
        closeSync(file);
      }
      if (offset > LOG_LIMIT_BYTES) {
        truncateSync(path);
        offset = 0;
      }
      return { ...totals };
    },
  };
}

function added(so: SideTraffic, status: number, seconds: number): SideTraffic {
  const isFailure = !(status < 500);
  const ms = seconds * 1000;
  // A mean of few is their plain mean.
  const weight = Math.max(NEWEST_WEIGHT, 1 / (so.requests - so.failures + 1));
  const isTimed = !isFailure && Number.isFinite(ms);
  return {
    requests: so.requests + 1,
    failures: so.failures + (isFailure ? 1 : 0),
    meanMs: isTimed ? (so.meanMs ?? 0) + (ms - (so.meanMs ?? 0)) * weight : so.meanMs,
  };
}

function sizeOf(path: string): number {
  const file = openSync(path, "r");
  try {
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}

import type { Config } from "../../config/config.ts";
import type { Environment } from "../../config/read-config.ts";
import { formatInstant } from "../../time/format-instant.ts";
import { openZone } from "../../time/zone.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

/** An earlier time is wrong on any machine, because this code is newer. */
const EARLIEST_MS = Date.UTC(2025, 0, 1);
/** A later time is a typing mistake. */
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Checks whether the machine's clock and the configured zone, which determine days, are plausible. */
export function examineTime(config: Config, env: Environment, nowMs: number): Finding[] {
  const now = formatInstant(nowMs, openZone(config.timezone));
  const local = { now, zone: config.timezone };
  if (nowMs < EARLIEST_MS || nowMs > LATEST_MS) {
    return [problem("time", "doctor.time.impossible", local)];
  }
  const isGuess = (env.TIMEZONE ?? "").trim() === "";
  if (isGuess && config.timezone === "UTC") {
    return [note("time", "doctor.time.guess", local)];
  }
  return [ok("time", "doctor.time.now", local)];
}

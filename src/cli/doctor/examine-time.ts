import type { Config } from "../../config/config.ts";
import type { Environment } from "../../config/read-config.ts";
import { formatInstant } from "../../time/format-instant.ts";
import { openZone } from "../../time/zone.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

/** No machine that runs this code is honestly set to an earlier time: the code is younger. */
const EARLIEST_MS = Date.UTC(2025, 0, 1);
/** A clock this far ahead is a typing mistake. */
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Days are counted by the machine's clock in the configured zone: is either unlikely? */
export function examineTime(config: Config, env: Environment, nowMs: number): Finding[] {
  const local = `it is ${formatInstant(nowMs, openZone(config.timezone))} in ${config.timezone}`;
  if (nowMs < EARLIEST_MS || nowMs > LATEST_MS) {
    return [problem("time", `${local}, which cannot be`, "Set the machine's clock, best by NTP.")];
  }
  const isGuess = (env.TIMEZONE ?? "").trim() === "";
  if (isGuess && config.timezone === "UTC") {
    return [
      note(
        "time",
        `${local}, because the machine says so; set TIMEZONE if you live elsewhere: days begin at its midnight`,
      ),
    ];
  }
  return [ok("time", local)];
}

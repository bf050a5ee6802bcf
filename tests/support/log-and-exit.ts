/** Logs as many lines as it is told, and leaves at once. */
import { createLogger } from "../../src/telemetry/logger.ts";

const clock = { now: () => 0 };
const logger = createLogger({ level: "info", clock, privateMembers: new Set() });
for (let i = 0; i < Number(process.argv[2]); i += 1) {
  logger.info({ event_type: "TEST" }, `line ${i}`);
}
process.exit(0);

import { type Config, printableUrl } from "../../config/config.ts";
import { pingRedis } from "../../dependencies.ts";
import { say } from "../../messages/said.ts";
import { type Finding, note, ok, problemWith } from "./finding.ts";

/** Time within which Redis must answer. */
const DEADLINE_MS = 1000;

export async function examineRedis({ redisUrl }: Config): Promise<Finding[]> {
  if (redisUrl === undefined) return [note("redis", "doctor.redis.absent")];
  const place = printableUrl(redisUrl);
  try {
    await pingRedis(redisUrl, DEADLINE_MS);
    return [ok("redis", "doctor.redis.answers", { place })];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      problemWith(
        "redis",
        say("doctor.redis.trouble", { place, reason }),
        say("doctor.redis.cure"),
      ),
    ];
  }
}

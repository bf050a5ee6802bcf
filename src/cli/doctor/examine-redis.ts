import { type Config, printableUrl } from "../../config/config.ts";
import { pingRedis } from "../../dependencies.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

const DEADLINE_MS = 1000;

export async function examineRedis({ redisUrl }: Config): Promise<Finding[]> {
  if (redisUrl === undefined) return [note("redis", "not set; caches live in each process")];
  const place = printableUrl(redisUrl);
  try {
    await pingRedis(redisUrl, DEADLINE_MS);
    return [ok("redis", `${place} answers`)];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      problem(
        "redis",
        `${place}: ${reason}`,
        "Start Redis there, correct REDIS_URL, or unset it: the service works without.",
      ),
    ];
  }
}

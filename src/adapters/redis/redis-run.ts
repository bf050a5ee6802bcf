import type { RedisScript } from "./redis-scripts.ts";

type Send = (key: string, ...words: string[]) => Promise<unknown>;

/** Runs a script on the server that has its keys, in one round trip once the server has the script. */
export async function runScript(
  send: Send,
  { text, digest }: RedisScript,
  keys: readonly [string, ...string[]],
  given: readonly string[],
): Promise<unknown> {
  const words = [String(keys.length), ...keys, ...given];
  try {
    return await send(keys[0], "EVALSHA", digest, ...words);
  } catch (error) {
    // A server that was restarted, flushed or promoted does not have the script.
    if (error instanceof Error && error.message.startsWith("NOSCRIPT")) {
      return send(keys[0], "EVAL", text, ...words);
    }
    throw error;
  }
}

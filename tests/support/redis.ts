import { connect } from "node:net";

/** Where the tests' Redis is; each test uses keys of its own. */
export const REDIS_URL = process.env.TEST_REDIS_URL ?? "redis://127.0.0.1:6379";

/** Why tests with Redis cannot run here; nothing when they can. On CI they must. */
export async function missingRedis(): Promise<string | undefined> {
  const { hostname, port } = new URL(REDIS_URL);
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect(Number(port || 6379), hostname);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
  if (answers) return undefined;
  const reason = `SKIPPED: no Redis at ${REDIS_URL} (set TEST_REDIS_URL)`;
  if (process.env.CI === "true") throw new Error(reason);
  console.error(reason);
  return reason;
}

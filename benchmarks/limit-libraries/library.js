import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis } from "rate-limiter-flexible";

/** rate-limiter-flexible in this process alone. */
export function openMemory(points, seconds) {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return { take: (caller) => isAllowed(limiter.consume(caller)), close() {} };
}

/** Through Redis, as its documentation has it. */
export function openRedis(url, points, seconds) {
  const storeClient = new Redis(url);
  const keyPrefix = `limit-libraries-${process.pid}`;
  const limiter = new RateLimiterRedis({ storeClient, points, duration: seconds, keyPrefix });
  return {
    take: (caller) => isAllowed(limiter.consume(caller)),
    close: () => storeClient.disconnect(),
  };
}

function isAllowed(consumed) {
  return consumed.then(
    () => true,
    () => false,
  );
}

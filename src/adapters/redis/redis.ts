export { redisLimits } from "./redis-limits.ts";
export { redisStore } from "./redis-store.ts";

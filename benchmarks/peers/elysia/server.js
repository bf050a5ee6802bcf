/**
 * Elysia on Bun, answers cached in Redis: the same hit and miss as benchmarks/peers/fastapi/main.py. PORT, DATABASE_URL,
 * REDIS_URL and CACHE_PREFIX say where; WORKERS processes share the port.
 *
 * JavaScript, because the root's type check does not know the packages of this folder.
 */
import cluster from "node:cluster";
import { RedisClient, SQL } from "bun";
import { Elysia } from "elysia";
import { answerToday } from "./weekday-means.js";

const TTL_SECONDS = "300";
const { PORT, DATABASE_URL, REDIS_URL, CACHE_PREFIX, WORKERS } = process.env;

if (cluster.isPrimary && Number(WORKERS) > 1) {
  for (let worker = 0; worker < Number(WORKERS); worker += 1) cluster.fork();
  process.on("SIGTERM", () => {
    for (const worker of Object.values(cluster.workers)) worker.kill();
    process.exit(0);
  });
} else {
  serve();
}

function serve() {
  const database = new SQL(DATABASE_URL, { max: 5 });
  const cache = new RedisClient(REDIS_URL);

  async function today(now) {
    const sessions = await database`
      select date::text, hour, productivity_rating::float8 as rating from sessions
      where user_id = ${"default"} and completed order by date, time`;
    return JSON.stringify(answerToday(sessions, now));
  }

  new Elysia()
    .get("/api/prediction/today", async ({ set }) => {
      const now = new Date();
      const key = `${CACHE_PREFIX}default:today:${now.toISOString().slice(0, 13)}`;
      let body = await cache.get(key);
      if (body === null) {
        body = await today(now);
        await cache.set(key, body, "EX", TTL_SECONDS);
      }
      set.headers["content-type"] = "application/json";
      return body;
    })
    .listen({ port: Number(PORT), hostname: "127.0.0.1", reusePort: true });
}

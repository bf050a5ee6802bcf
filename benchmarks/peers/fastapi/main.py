"""The stack that this project was planned on: FastAPI, uvicorn, asyncpg, and answers cached in Redis.

DATABASE_URL, REDIS_URL and CACHE_PREFIX say where. A hit is one GET and the stored bytes; a miss reads the
person's sessions, works the answer out and stores it.
"""

import json
import os
from datetime import datetime, timezone

import asyncpg
from fastapi import FastAPI, Response
from redis.asyncio import BlockingConnectionPool, Redis

from weekday_means import answer_today

TTL_SECONDS = 300
# Bounded, because a connection for each of 500 waiting requests took a fifth more of the processor.
REDIS_CONNECTIONS = 20
SESSIONS = """
    select date, hour, preset, productivity_rating::float8 from sessions
    where user_id = $1 and completed order by date, time
"""

prefix = os.environ["CACHE_PREFIX"]
app = FastAPI()


@app.on_event("startup")
async def connect():
    app.state.pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=1, max_size=5)
    pool = BlockingConnectionPool.from_url(os.environ["REDIS_URL"], max_connections=REDIS_CONNECTIONS, timeout=None)
    app.state.cache = Redis(connection_pool=pool)


@app.on_event("shutdown")
async def disconnect():
    await app.state.cache.close()
    await app.state.pool.close()


@app.get("/api/prediction/today")
async def prediction_today():
    now = datetime.now(timezone.utc)
    key = f"{prefix}default:today:{now:%Y-%m-%dT%H}"
    body = await app.state.cache.get(key)
    if body is None:
        sessions = await app.state.pool.fetch(SESSIONS, "default")
        body = json.dumps(answer_today([tuple(row) for row in sessions], now), separators=(",", ":")).encode()
        await app.state.cache.set(key, body, ex=TTL_SECONDS)
    return Response(body, media_type="application/json")

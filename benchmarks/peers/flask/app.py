"""The design that this service replaces: Flask under gunicorn, every request reads all of the person's sessions.

DATABASE_URL says where. Each worker has one connection, as it answers one request at a time.
"""

import json
import os
from datetime import datetime, timezone

import psycopg2
from flask import Flask, Response
from psycopg2.extras import RealDictCursor

from weekday_means import answer_today

# One method served all routes of the old service, so it read every column that one of them needed.
SESSIONS = """
    select id, preset, category, task, duration_minutes, completed, productivity_rating::float8 as rating, notes,
           date, time, hour, day_of_week, created_at
    from sessions where user_id = %s and completed order by date, time
"""

app = Flask(__name__)
connection = None


def get_sessions(user_id):
    global connection
    if connection is None:
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
        connection.autocommit = True
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(SESSIONS, (user_id,))
        return cursor.fetchall()


@app.get("/api/prediction/today")
def prediction_today():
    sessions = [(row["date"], row["hour"], row["preset"], row["rating"]) for row in get_sessions("default")]
    answer = answer_today(sessions, datetime.now(timezone.utc))
    return Response(json.dumps(answer, separators=(",", ":")), mimetype="application/json")

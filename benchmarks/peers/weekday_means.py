"""The old answer to "how many sessions today?": means of the same weekday. Used by both Python peers.

Sessions come as (date, hour, preset, rating), completed ones only. The answer has the members that this service's
answer has, so that all contestants send about as many bytes. benchmarks/peers/elysia/weekday-means.js is the same
in JavaScript; the benchmark compares what they say.
"""

import math


def tenth(value):
    return math.floor(value * 10 + 0.5) / 10


def nearest_rank(ordered, share):
    return ordered[min(len(ordered) - 1, math.floor(share * len(ordered)))]


def answer_today(sessions, now):
    today = now.date()
    same = [session for session in sessions if session[0].weekday() == today.weekday()]
    counts = {}
    for date, _, _, _ in same:
        if date < today:
            counts[date] = counts.get(date, 0) + 1
    per_day = sorted(counts.values()) or [6]
    ratings = [rating for _, _, _, rating in same if rating is not None] or [50.0]
    completed = sum(1 for date, _, _, _ in sessions if date == today)
    expected = sum(per_day) / len(per_day)
    predicted = max(completed, math.floor(expected + 0.5))
    mean = sum(ratings) / len(ratings)
    spread = 1.28 * math.sqrt(sum((rating - mean) ** 2 for rating in ratings) / len(ratings))
    evidence = {"status": "ready", "sessions": len(sessions), "days": len(per_day), "method": "weekday_means"}
    return {
        "date": today.isoformat(),
        "as_of": now.strftime("%Y-%m-%dT%H:00:00+00:00"),
        "current_hour": now.hour,
        "completed_sessions": completed,
        "predicted_sessions": predicted,
        "remaining_sessions": predicted - completed,
        "expected_sessions": tenth(expected),
        "sessions_interval": {
            "lower": nearest_rank(per_day, 0.1),
            "upper": nearest_rank(per_day, 0.9),
            "probability": 0.8,
        },
        "predicted_productivity": tenth(mean),
        "productivity_interval": {
            "lower": tenth(max(0, mean - spread)),
            "upper": tenth(min(100, mean + spread)),
            "probability": 0.8,
        },
        "recommended_schedule": schedule(same, now.hour, predicted - completed),
        "confidence": 0.85 if len(sessions) >= 100 else 0.5,
        "energy_forecast": energy(now.hour),
        "data": evidence,
        "productivity_data": {**evidence, "sessions": len(ratings)},
    }


def schedule(same, hour, remaining):
    by_hour = {}
    for _, at, _, rating in same:
        if rating is not None:
            by_hour.setdefault(at, []).append(rating)
    best = sorted(by_hour, key=lambda at: (-sum(by_hour[at]) / len(by_hour[at]), at))[:5]
    hours = range(hour, min(24, hour + min(remaining, 6)))
    return [
        {
            "hour": at,
            "recommended_preset": "deep_work" if at < 12 else "flow_mode",
            "priority": "high" if at in best else "medium",
        }
        for at in hours
    ]


def energy(hour):
    if 8 <= hour < 12:
        return {"level": "high", "message": "Morning is your strongest time of the day.", "basis": "clock"}
    return {"level": "moderate", "message": "Your energy is at its usual level at this hour.", "basis": "clock"}

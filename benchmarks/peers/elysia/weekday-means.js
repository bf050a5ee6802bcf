/** benchmarks/peers/weekday_means.py in JavaScript; sessions are `{ date, hour, rating }`, dates as `YYYY-MM-DD`. */
export function answerToday(sessions, now) {
  const today = now.toISOString().slice(0, 10);
  const hour = now.getUTCHours();
  const weekday = now.getUTCDay();
  const same = sessions.filter(({ date }) => new Date(date).getUTCDay() === weekday);
  const counts = new Map();
  for (const { date } of same) {
    if (date < today) counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  const perDay = counts.size === 0 ? [6] : [...counts.values()].sort((a, b) => a - b);
  const rated = same.map(({ rating }) => rating).filter((rating) => rating !== null);
  const ratings = rated.length === 0 ? [50] : rated;
  const completed = sessions.filter(({ date }) => date === today).length;
  const expected = meanOf(perDay);
  const predicted = Math.max(completed, Math.floor(expected + 0.5));
  const mean = meanOf(ratings);
  const spread = 1.28 * Math.sqrt(meanOf(ratings.map((rating) => (rating - mean) ** 2)));
  const evidence = {
    status: "ready",
    sessions: sessions.length,
    days: perDay.length,
    method: "weekday_means",
  };
  return {
    date: today,
    as_of: `${now.toISOString().slice(0, 13)}:00:00+00:00`,
    current_hour: hour,
    completed_sessions: completed,
    predicted_sessions: predicted,
    remaining_sessions: predicted - completed,
    expected_sessions: tenth(expected),
    sessions_interval: {
      lower: nearestRank(perDay, 0.1),
      upper: nearestRank(perDay, 0.9),
      probability: 0.8,
    },
    predicted_productivity: tenth(mean),
    productivity_interval: {
      lower: tenth(Math.max(0, mean - spread)),
      upper: tenth(Math.min(100, mean + spread)),
      probability: 0.8,
    },
    recommended_schedule: schedule(same, hour, predicted - completed),
    confidence: sessions.length >= 100 ? 0.85 : 0.5,
    energy_forecast: energy(hour),
    data: evidence,
    productivity_data: { ...evidence, sessions: ratings.length },
  };
}

function meanOf(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function tenth(value) {
  return Math.floor(value * 10 + 0.5) / 10;
}

function nearestRank(ordered, share) {
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))];
}

function schedule(same, hour, remaining) {
  const byHour = Map.groupBy(
    same.filter(({ rating }) => rating !== null),
    (session) => session.hour,
  );
  const best = [...byHour]
    .map(([at, rated]) => ({ at, mean: meanOf(rated.map(({ rating }) => rating)) }))
    .sort((one, other) => other.mean - one.mean || one.at - other.at)
    .slice(0, 5)
    .map(({ at }) => at);
  const length = Math.max(0, Math.min(24, hour + Math.min(remaining, 6)) - hour);
  return Array.from({ length }, (_, index) => hour + index).map((at) => ({
    hour: at,
    recommended_preset: at < 12 ? "deep_work" : "flow_mode",
    priority: best.includes(at) ? "high" : "medium",
  }));
}

function energy(hour) {
  return hour >= 8 && hour < 12
    ? { level: "high", message: "Morning is your strongest time of the day.", basis: "clock" }
    : {
        level: "moderate",
        message: "Your energy is at its usual level at this hour.",
        basis: "clock",
      };
}

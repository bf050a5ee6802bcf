import { replayDaily } from "../../../src/backtest/replay-daily.ts";
import { openRandomStream, type RandomStream } from "../../../src/demo/random-stream.ts";
import { anomalyDetector } from "../../../src/models/anomaly-detector/anomaly-detector.ts";
import type { Disturbance } from "../simulator/disturbance.ts";
import { simulatePerson } from "../simulator/simulate-person.ts";
import { rounded } from "../support/results-file.ts";

const START_DAY = 19_723;
/** Days of history before anybody looks, and the quarter in which somebody does. */
const WARM_UP_DAYS = 60;
const LAST_INDEX = 149;
/** A change lasts this long, and stays in the tested windows for so many days more. */
const CHANGE_DAYS = 10;
const ECHO_DAYS = 3;

/**
 * Is "nothing differs" or "something differs" right as often as the confidence says, for people to whom one change of
 * ten days, of any type and size, happens in a quarter?
 */
export function measureAnomalyConfidence(people: number): Record<string, Record<string, number>> {
  const answers: { confidence: number; alarm: boolean; right: boolean }[] = [];
  for (let seed = 1; seed <= people; seed += 1) {
    const change = drawChange(openRandomStream(seed, 77));
    const { sessions } = simulatePerson({
      kind: "stationary",
      seed: 90_000 + seed,
      startDay: START_DAY,
      days: LAST_INDEX + 1,
      disturbance: change,
    });
    const end = change.fromDay + (change.days ?? 0) + ECHO_DAYS;
    replayDaily(
      anomalyDetector,
      sessions,
      { from: START_DAY, to: START_DAY + LAST_INDEX },
      (state, day) => {
        if (day < START_DAY + WARM_UP_DAYS) return;
        const answer = anomalyDetector.predict(state, {
          asked: { day, minute: 1439, wallHour: 23 },
        });
        if (answer.status !== "ready") return;
        const alarm = answer.value.anomalies.length > 0;
        const differs = day >= change.fromDay && day < end;
        answers.push({ confidence: answer.confidence, alarm, right: alarm === differs });
      },
    );
  }
  return {
    "confidence/healthy": figuresOf(answers.filter(({ alarm }) => !alarm)),
    "confidence/findings": figuresOf(answers.filter(({ alarm }) => alarm)),
  };
}

function figuresOf(
  answers: readonly { confidence: number; right: boolean }[],
): Record<string, number> {
  if (answers.length === 0) return { answers: 0 };
  const stated = answers.reduce((sum, { confidence }) => sum + confidence, 0);
  return {
    answers: answers.length,
    stated: rounded(stated / answers.length),
    right: rounded(answers.filter(({ right }) => right).length / answers.length),
  };
}

function drawChange(stream: RandomStream): Disturbance {
  const between = (low: number, high: number) => low + (high - low) * stream.uniform();
  const type = stream.pick([
    ["rating", 2],
    ["hours", 1],
    ["category", 1],
    ["count", 2],
    ["absence", 1],
  ] as const);
  const fromDay = START_DAY + Math.floor(between(WARM_UP_DAYS, LAST_INDEX - CHANGE_DAYS));
  const days = type === "absence" ? Math.floor(between(3, 9)) : CHANGE_DAYS;
  switch (type) {
    case "rating":
      return { type, fromDay, days, size: between(10, 30) };
    case "hours":
      return { type, fromDay, days, size: between(4, 10) };
    case "category":
      return { type, fromDay, days, size: between(0.4, 0.9) };
    case "count":
      return {
        type,
        fromDay,
        days,
        size: stream.chance(0.5) ? between(1.5, 2.5) : between(0.3, 0.6),
      };
    case "absence":
      return { type, fromDay, days, size: 0 };
  }
}

import { replayDaily } from "../../../src/backtest/replay-daily.ts";
import { diversityDetector } from "../../../src/models/diversity-detector/diversity-detector.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import type { EpochDay } from "../../../src/time/calendar.ts";
import type { PersonKind } from "../simulator/kinds.ts";
import { simulatePerson } from "../simulator/simulate-person.ts";
import { rounded } from "../support/results-file.ts";

const DAYS = 180;
/** Nothing is looked at before there is a habit. */
const FIRST_LOOK = 14;
const DAYS_A_QUARTER = 91;

export interface OverloadScenario {
  readonly id: string;
  readonly kind: PersonKind;
  /** Share of sessions that one new category takes from `CROWDED_FROM` on; absent: nothing happens. */
  readonly crowded?: number;
}

const CROWDED_FROM = 90;

export const OVERLOAD_SCENARIOS: readonly OverloadScenario[] = [
  { id: "stationary", kind: "stationary" },
  { id: "night-owl", kind: "night_owl" },
  { id: "sparse", kind: "sparse" },
  { id: "half-in-one", kind: "stationary", crowded: 0.5 },
  { id: "most-in-one", kind: "stationary", crowded: 0.8 },
  { id: "nearly-all-in-one", kind: "stationary", crowded: 0.95 },
];

interface Evening {
  readonly day: EpochDay;
  readonly overloaded: readonly string[];
  readonly isRun: boolean;
  readonly isReady: boolean;
  readonly confidence: number;
  readonly named: readonly string[];
}

/**
 * How often is a category called too much, in lives with and without one that crowds out the others, and how often does
 * the next window agree with the stated probability?
 */
export function measureOverload(
  { kind, crowded }: OverloadScenario,
  people: number,
): Record<string, number> {
  const totals = { evenings: 0, ready: 0, overloaded: 0, episodes: 0, run: 0 };
  const finding = new Calibration();
  const nothing = new Calibration();
  for (let seed = 1; seed <= people; seed += 1) {
    const startDay = 19_723;
    const { sessions } = simulatePerson({
      kind,
      seed,
      days: DAYS,
      startDay,
      ...(crowded === undefined
        ? {}
        : {
            disturbance: { type: "category", size: crowded, fromDay: startDay + CROWDED_FROM },
          }),
    });
    const from = startDay + (crowded === undefined ? FIRST_LOOK : CROWDED_FROM + 3);
    const evenings = eveningsOf(sessions, startDay, from);
    evenings.forEach((evening, index) => {
      totals.evenings += 1;
      if (evening.isReady) totals.ready += 1;
      if (evening.isRun) totals.run += 1;
      if (evening.overloaded.length === 0) return;
      totals.overloaded += 1;
      if ((evenings[index - 1]?.overloaded.length ?? 0) === 0) totals.episodes += 1;
    });
    for (const { isNamed, isRight, confidence } of comingTrue(evenings, sessions)) {
      (isNamed ? finding : nothing).add(isRight, confidence);
    }
  }
  return {
    evenings: totals.evenings,
    readyShare: rounded(totals.ready / totals.evenings),
    overloadShare: rounded(totals.overloaded / totals.evenings),
    overloadsPerQuarter: rounded((totals.episodes / totals.evenings) * DAYS_A_QUARTER),
    runShare: rounded(totals.run / totals.evenings),
    ...finding.figures("finding"),
    ...nothing.figures("nothing"),
  };
}

function eveningsOf(sessions: readonly LearnedSession[], startDay: EpochDay, from: EpochDay) {
  const evenings: Evening[] = [];
  const days = { from: startDay, to: startDay + DAYS - 1 };
  replayDaily(diversityDetector, sessions, days, (state, day) => {
    if (day < from) return;
    const asked = { day, minute: 1439, wallHour: 23 };
    const { status, value, confidence } = diversityDetector.predict(state, {
      asked,
      categories: [],
    });
    evenings.push({
      day,
      confidence,
      isReady: status === "ready",
      isRun: value.findings.some(({ code }) => code === "in_a_row"),
      overloaded: value.findings
        .filter(({ code }) => code === "overloaded")
        .map(({ category }) => category),
      named: value.avoid,
    });
  });
  return evenings;
}

interface Outcome {
  readonly isNamed: boolean;
  readonly isRight: boolean;
  readonly confidence: number;
}

/** Every third evening, so that windows do not share days: whether the next three days agree with it. */
function* comingTrue(
  evenings: readonly Evening[],
  sessions: readonly LearnedSession[],
): Generator<Outcome> {
  for (let index = 0; index + 3 < evenings.length; index += 3) {
    const evening = evenings[index];
    if (evening === undefined || !evening.isReady) continue;
    const next = sessions.filter(
      ({ day, completed }) => completed && day > evening.day && day <= evening.day + 3,
    );
    if (next.length < 5) continue;
    const share = (category: string) =>
      next.filter((session) => session.category === category).length / next.length;
    const isNamed = evening.named.length > 0;
    const isRight = isNamed
      ? evening.named.some((category) => share(category) > 0.5)
      : [...new Set(next.map(({ category }) => category))].every((name) => share(name) <= 0.7);
    yield { isNamed, isRight, confidence: evening.confidence };
  }
}

/** Stated against observed. */
class Calibration {
  private count = 0;
  private stated = 0;
  private right = 0;

  add(isRight: boolean, confidence: number): void {
    this.count += 1;
    this.stated += confidence;
    if (isRight) this.right += 1;
  }

  figures(name: string): Record<string, number> {
    if (this.count === 0) return {};
    return {
      [`${name}Stated`]: rounded(this.stated / this.count),
      [`${name}Agrees`]: rounded(this.right / this.count),
    };
  }
}

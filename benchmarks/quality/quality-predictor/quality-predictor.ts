/**
 * How good is the quality predictor? Every session of a history is predicted before it is learned, and compared with
 * always saying the mean of the ratings so far, with a fading mean, and with an oracle that knows the person.
 *
 *     node benchmarks/quality/quality-predictor/quality-predictor.ts                 # invented people
 *     node benchmarks/quality/quality-predictor/quality-predictor.ts --write         # and renew the committed results
 *     node benchmarks/quality/quality-predictor/quality-predictor.ts history.csv     # somebody's own history, aggregate figures only
 *
 * A history has the columns start (local time), duration_minutes and, if known, preset, category, rating, completed.
 */
import { readFileSync } from "node:fs";
import type { LearnedSession } from "../../../src/models/model.ts";
import { MS_PER_DAY } from "../../../src/time/calendar.ts";
import { PERSON_KINDS, type PersonKind } from "../simulator/kinds.ts";
import { simulatePerson } from "../simulator/simulate-person.ts";
import { drawHistory, RATED_PEOPLE } from "../support/rated-people.ts";
import { type Figures, rounded, writeResults } from "../support/results-file.ts";
import { type QualityScores, type ScoredSession, scoreHistories } from "./quality-scores.ts";

const NOTE =
  "Skills are shares of the squared error of the mean so far. The oracle of rated-* people knows everything that can " +
  "be known before a session, the oracle of simulated-* people knows habits, but not how a day's mood shows.";

/** People per scenario: in the table on the model's page, and in the run that a test repeats. */
const FULL_PEOPLE = 20;
export const REDUCED_PEOPLE = 1;

/** All scenarios by their permanent ids: people with one known trait each, and the simulator's kinds. */
export function measureQuality(people: number): Figures {
  const seeds = Array.from({ length: people }, (_, index) => index + 1);
  const results: [string, Figures[string]][] = RATED_PEOPLE.map((person) => [
    `rated-${person.id}`,
    figuresOf(scoreHistories(seeds.map((seed) => drawHistory(person, seed)))),
  ]);
  for (const kind of PERSON_KINDS) {
    // Nothing is true of hostile sessions: there is nothing to be right about.
    if (kind === "hostile") continue;
    const scores = scoreHistories(seeds.map((seed) => simulateHistory(kind, seed)));
    results.push([`simulated-${kind}`, figuresOf(scores)]);
  }
  return Object.fromEntries(results);
}

function simulateHistory(kind: PersonKind, seed: number): ScoredSession[] {
  const { sessions, truth } = simulatePerson({ kind, seed, days: 365 });
  return sessions.map((session, index) => ({
    session,
    expected: truth.sessions[index]?.predictableRating ?? null,
  }));
}

function figuresOf(scores: QualityScores): Figures[string] {
  return Object.fromEntries(Object.entries(scores).map(([name, value]) => [name, rounded(value)]));
}

function readHistory(path: string): ScoredSession[] {
  const [header = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const columns = header.split(",");
  return lines.map((line, index) => {
    const cells = line.split(",");
    const cell = (name: string) => cells[columns.indexOf(name)] ?? "";
    const startedAtMs = Date.parse(`${cell("start")}Z`);
    const day = Math.floor(startedAtMs / MS_PER_DAY);
    const startMinute = (startedAtMs - day * MS_PER_DAY) / 60_000;
    const durationMinutes = Number(cell("duration_minutes"));
    const session: LearnedSession = {
      id: String(index).padStart(9, "0"),
      startedAtMs,
      day,
      startMinute,
      knownMinute: startMinute + durationMinutes,
      startHour: Math.floor(startMinute / 60),
      durationMinutes,
      preset: cell("preset") || "deep_work",
      category: cell("category") || "Other",
      rating: cell("rating") === "" ? null : Number(cell("rating")),
      completed: cell("completed") !== "false",
    };
    return { session, expected: null };
  });
}

if (import.meta.main) {
  const [argument] = process.argv.slice(2);
  if (argument === "--write") {
    const full = measureQuality(FULL_PEOPLE);
    console.table(full);
    writeResults("quality-predictor", {
      note: NOTE,
      full,
      reduced: measureQuality(REDUCED_PEOPLE),
    });
  } else if (argument === undefined) {
    console.table(measureQuality(FULL_PEOPLE));
  } else {
    console.table({ history: figuresOf(scoreHistories([readHistory(argument)])) });
  }
}

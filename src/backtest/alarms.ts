import { TESTED_TYPES } from "../domain/anomaly-types.ts";
import { InputError } from "../messages/said.ts";
import { anomalyDetector } from "../models/anomaly-detector/anomaly-detector.ts";
import type { AnomalyType } from "../models/anomaly-detector/finding.ts";
import type { LearnedSession } from "../models/model.ts";
import type { RowProblem } from "./history.ts";
import { readSessions } from "./read-sessions.ts";
import { replayDaily } from "./replay-daily.ts";
import type { BacktestFile, BacktestOptions } from "./run.ts";

const DAYS_PER_QUARTER = 365.25 / 4;
/** In the evening all of the day's sessions are known. */
const EVENING = { minute: 1439, wallHour: 23 } as const;

export interface AlarmFigures {
  /** Number of evenings on which the detector was queried. */
  readonly evenings: number;
  /** Number of episodes by type; an episode counts on its first evening. */
  readonly alarms: Readonly<Record<AnomalyType, number>>;
  /** All alarms per quarter of a year. */
  readonly perQuarter: number;
}

export interface AlarmReport {
  readonly files: readonly (AlarmFigures & { readonly file: string })[];
  readonly all: AlarmFigures;
  readonly problems: readonly RowProblem[];
}

/**
 * Counts the alarms of the anomaly detector on these histories when queried every evening. True anomalies are unknown,
 * so the result is the rate of alarms that a person would see.
 *
 * @throws InputError when a file is unreadable; single invalid rows are reported and left out
 */
export function countAlarms(
  files: readonly BacktestFile[],
  { timeZone, onProgress }: BacktestOptions = {},
): AlarmReport {
  const problems: RowProblem[] = [];
  const counted = files.map(({ file, text }, index) => {
    const read = readSessions(file, text, timeZone);
    problems.push(...read.problems);
    if (read.sessions.length === 0) throw new InputError("history.no_session", { file });
    const figures = figuresOf(alarmsIn(read.sessions));
    onProgress?.(index + 1, files.length);
    return { file, ...figures };
  });
  const alarms = noAlarms();
  for (const each of counted) {
    for (const type of TESTED_TYPES) alarms[type] += each.alarms[type];
  }
  const evenings = counted.reduce((sum, each) => sum + each.evenings, 0);
  return { files: counted, all: figuresOf({ evenings, alarms }), problems };
}

type Counts = Pick<AlarmFigures, "evenings" | "alarms">;

function figuresOf({ evenings, alarms }: Counts): AlarmFigures {
  const total = TESTED_TYPES.reduce((sum, type) => sum + alarms[type], 0);
  return { evenings, alarms, perQuarter: (total / evenings) * DAYS_PER_QUARTER };
}

/** Folds the history and queries every evening from the first session's day to the last one's. */
function alarmsIn(sessions: readonly LearnedSession[]): Counts {
  const alarms = noAlarms();
  const [from, to] = [sessions[0]?.day ?? 0, sessions.at(-1)?.day ?? 0];
  let yesterday: readonly AnomalyType[] = [];
  replayDaily(anomalyDetector, sessions, { from, to }, (state, day) => {
    const { value } = anomalyDetector.predict(state, { asked: { day, ...EVENING } });
    const today = [...value.anomalies, ...value.changes].map(({ type }) => type);
    for (const type of today) if (!yesterday.includes(type)) alarms[type] += 1;
    yesterday = today;
  });
  return { evenings: to - from + 1, alarms };
}

function noAlarms(): Record<AnomalyType, number> {
  return {
    productivity_drop: 0,
    unusual_hours: 0,
    category_shift: 0,
    streak_break: 0,
    overwork_spike: 0,
    quality_decline: 0,
    level_shift: 0,
  };
}

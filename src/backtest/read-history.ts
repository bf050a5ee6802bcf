import { InputError } from "../messages/said.ts";
import { LARGEST_COUNT } from "../models/session-predictor/parameters.ts";
import { CsvReader, type CsvRecord, splitCells } from "../sessions/import/csv-reader.ts";
import { LineSplitter } from "../sessions/import/line-splitter.ts";
import { type EpochDay, MINUTES_PER_DAY, parseDay } from "../time/calendar.ts";
import { openZone, type Zone } from "../time/zone.ts";
import type { History, RowProblem } from "./history.ts";

/** A longer span is caused by a mistyped year. */
const MAX_DAYS = 36_525;

const START =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Error for a row without a readable start. */
export const NO_START = "start is not a date and time";

/** Start of a session in local time. */
export interface Start {
  readonly day: EpochDay;
  readonly minute: number;
}

/**
 * Reads a history from our CSV format: a column `start`, and optionally `completed` (blank is true). Other columns are
 * ignored.
 *
 * @param timeZone IANA name; if given, a start with an offset is converted to this zone. Otherwise every start is used
 *   in its written local time.
 * @returns the history, and the unreadable rows
 * @throws InputError when there is no column `start`, no readable row, or the dates span more than a century
 */
export function readHistory(
  file: string,
  text: string,
  timeZone?: string,
): { readonly history: History; readonly problems: readonly RowProblem[] } {
  const zone = timeZone === undefined ? undefined : openZone(timeZone);
  const problems: RowProblem[] = [];
  const starts: Start[] = [];
  for (const { line, cell } of rowsOf(file, text)) {
    if (isGivenUp(cell("completed"))) continue;
    const read = parseStart(cell("start"), zone);
    if (read !== undefined) starts.push(read);
    else problems.push({ file, line, problem: NO_START });
  }
  return { history: toHistory(file, starts), problems };
}

interface Row {
  readonly line: number;
  /** The trimmed cell of a column; empty when the row or the file lacks it. */
  readonly cell: (column: string) => string;
}

const DELIMITERS = [",", ";", "\t"];

/**
 * @throws InputError when there is no column `start`
 */
export function* rowsOf(file: string, text: string): Iterable<Row> {
  const lines = linesOf(text);
  const heading = lines.find((line) => line.text.trim() !== "");
  const delimiter = DELIMITERS.find((each) => namesIn(heading?.text, each).includes("start"));
  if (heading === undefined || delimiter === undefined)
    throw new InputError("history.no_column", { file });
  const names = namesIn(heading.text, delimiter);
  const reader = new CsvReader({ delimiter, width: names.length });
  const body = lines.slice(lines.indexOf(heading) + 1);
  const records: CsvRecord[] = [...reader.push(body), ...reader.end()];
  for (const { line, cells } of records) {
    yield { line, cell: (column) => cells[names.indexOf(column)]?.trim() ?? "" };
  }
}

function linesOf(text: string) {
  const splitter = new LineSplitter();
  return [...splitter.push(Buffer.from(text)), ...splitter.end()];
}

function namesIn(heading: string | undefined, delimiter: string): string[] {
  return (splitCells(heading ?? "", delimiter) ?? []).map((name) => name.trim().toLowerCase());
}

export function isGivenUp(completed: string): boolean {
  return ["false", "0", "no"].includes(completed.toLowerCase());
}

/** @param zone if given, a start with an offset is converted to this zone */
export function parseStart(text: string, zone: Zone | undefined): Start | undefined {
  const match = START.exec(text);
  if (match === null) return undefined;
  const day = parseDay(match[1] ?? "");
  const minute = Number(match[2]) * 60 + Number(match[3]);
  if (day === undefined || minute >= MINUTES_PER_DAY || Number(match[3]) > 59) return undefined;
  if (zone === undefined || match[5] === undefined) return { day, minute };
  const local = zone.localAt(Date.parse(text.replace(" ", "T")));
  return { day: local.day, minute: Math.floor(local.msOfDay / 60_000) };
}

function toHistory(file: string, starts: readonly Start[]): History {
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (const { day } of starts) {
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
  }
  if (starts.length === 0) throw new InputError("history.no_session", { file });
  if (lastDay - firstDay >= MAX_DAYS) throw new InputError("history.century", { file });
  const days = Array.from({ length: lastDay - firstDay + 1 }, (): number[] => []);
  for (const { day, minute } of starts) days[day - firstDay]?.push(minute);
  for (const minutes of days) minutes.sort((a, b) => a - b);
  return {
    file,
    firstDay,
    starts: days,
    counts: days.map((minutes) => Math.min(LARGEST_COUNT, minutes.length)),
  };
}

import type { LineFormat, LineReading } from "./line-format.ts";
import type { FoundRow, RowReading } from "./row-reading.ts";

const HEADING = /^(\*+)\s+(.*)$/;
/** Keywords before a title that state its progress. */
const STATES = "TODO DONE NEXT WAITING WAIT HOLD STARTED CANCELLED CANCELED COMMENT".split(" ");
/** A file's own keywords, such as `TODO(t) | DONE(d!)`. */
const KEYWORDS = /^#\+(?:SEQ_|TYP_)?TODO:(.*)$/i;
/** Priority and progress. */
const DECORATION = /^\[#\w\]\s*|\s*\[\d*(?:\/\d*|%)\]\s*/gu;
const TAGS = /\s+:[\p{L}\p{N}_@#%:]+:\s*$/u;
const LINK = /\[\[[^\]]*\]\[([^\]]*)\]\]/g;
/** The name of the weekday is in the user's language and is ignored. */
const MOMENT = String.raw`[[<](\d{4}-\d\d-\d\d)(?:\s+[^\]\d>]+)?\s+(\d{1,2}:\d\d(?::\d\d)?)[\]>]`;
const CLOCK = new RegExp(String.raw`^\s*CLOCK:\s*${MOMENT}(?:--${MOMENT})?`, "i");
/** Titles are truncated to this many characters, the maximum of a category. */
const TITLE_CHARACTERS = 100;

/**
 * Org mode, CLOCK lines. The top heading is the category and the nearest one the task; written durations are not
 * needed.
 */
export const org: LineFormat = {
  name: "org",
  recognises: (beginning) =>
    /^\s*CLOCK:\s/im.test(beginning) && !/^BEGIN:/.test(beginning)
      ? true
      : /^(?:\*+ |#\+\w+:|:PROPERTIES:|# -\*-)/.test(beginning),
  open(): LineReading {
    const titles: string[] = [];
    const states = new Set(STATES);
    let isExample = false;
    return {
      *take(line, number): Iterable<FoundRow> {
        const heading = HEADING.exec(line);
        if (heading !== null) {
          const depth = heading[1]?.length ?? 1;
          // Skipping a heading level must leave no gap.
          titles.length = Math.min(titles.length, depth - 1);
          titles.push(titleOf(heading[2] ?? "", states));
        } else if (KEYWORDS.test(line)) {
          for (const state of statesIn(line)) states.add(state);
        } else if (/^\s*#\+begin_(?:example|src|comment)/i.test(line)) isExample = true;
        else if (/^\s*#\+end_/i.test(line)) isExample = false;
        else if (/^\s*(?:#\s*)?CLOCK:/i.test(line)) {
          const isComment = isExample || /^\s*#/.test(line);
          const reading: RowReading = isComment
            ? { fault: "commented_out" }
            : readClock(line, titles);
          yield { line: number, reading };
        }
      },
      *end() {},
    };
  },
};

function readClock(line: string, titles: readonly string[]): RowReading {
  const match = CLOCK.exec(line);
  if (match === null) return { fault: /=>/.test(line) ? "no_clock_time" : "wrong_shape" };
  const [, day, time, endDay, endTime] = match;
  if (endDay === undefined) return { fault: "running" };
  const [start, end] = [`${day}T${padded(time)}`, `${endDay}T${padded(endTime)}`];
  if (start === end) return { fault: "zero_length" };
  const [category] = titles;
  const task = titles.length > 1 ? titles.at(-1) : undefined;
  return { sessions: [{ start, end, category, task }] };
}

function padded(time: string | undefined): string {
  return (time ?? "").replace(/^\d:/, "0$&");
}

function statesIn(line: string): string[] {
  const [, words = ""] = KEYWORDS.exec(line) ?? [];
  return words
    .replaceAll(/\([^)]*\)|\|/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "");
}

function titleOf(heading: string, states: ReadonlySet<string>): string {
  const [state = ""] = heading.split(/\s/, 1);
  const title = heading
    .slice(states.has(state) ? state.length : 0)
    .replace(TAGS, "")
    .trimStart()
    .replaceAll(DECORATION, " ")
    .replaceAll(LINK, "$1");
  return title.trim().replaceAll(/[<>]/g, "").slice(0, TITLE_CHARACTERS);
}

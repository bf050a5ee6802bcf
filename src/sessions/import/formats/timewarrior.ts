import type { RawInput } from "../../input/field-readers.ts";
import { ELEMENT } from "../json/json-scanner.ts";
import type { JsonFormat } from "./json-format.ts";
import type { LineFormat } from "./line-format.ts";
import { readObjects, textOf, textsOf } from "./members.ts";
import type { RowReading } from "./row-reading.ts";

const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Timewarrior, `timew export`. The first tag is the category. Ids count backwards from now and are not permanent. */
export const timewarrior: JsonFormat = {
  name: "timewarrior",
  recognises: (shape, beginning) =>
    shape.has(ELEMENT, "start") && /"start"\s*:\s*"\d{8}T\d{6}Z"/.test(beginning),
  choose: (path) => (path.length === 0 ? "enter" : "take"),
  open: () => readObjects(readInterval),
};

function readInterval(interval: RawInput): RowReading {
  const [start, end] = [readTime(interval.start), readTime(interval.end)];
  if (end === undefined) return { fault: "running" };
  if (start === end) return { fault: "zero_length" };
  const [category, ...further] = textsOf(interval.tags);
  const task = further.length === 0 ? undefined : further.join(", ");
  return { sessions: [{ start, end, category, task, notes: textOf(interval.annotation) }] };
}

function readTime(value: unknown): string | undefined {
  return textOf(value)?.replace(BASIC, "$1-$2-$3T$4:$5:$6Z");
}

const INTERVAL = /^inc (\d{8}T\d{6}Z)(?: - (\d{8}T\d{6}Z))?(?: # (.*))?$/;
/** Tags, quoted if they contain blanks; the annotation follows another hash. */
const TAG = /"((?:[^"\\]|\\.)*)"|(#)|(\S+)/g;

/** Timewarrior's own files, `~/.timewarrior/data/2026-03.data`. */
export const timewarriorData: LineFormat = {
  name: "timewarrior",
  recognises: (beginning) => /^inc \d{8}T\d{6}Z/.test(beginning),
  open: () => ({
    *take(line, number) {
      if (line.trim() === "") return;
      const [interval, start, end, words = ""] = INTERVAL.exec(line) ?? [];
      const reading: RowReading =
        interval === undefined
          ? { fault: "wrong_shape" }
          : readInterval({ start, end, ...wordsOf(words) });
      yield { line: number, reading };
    },
    *end() {},
  }),
};

function wordsOf(text: string): { tags: string[]; annotation: string | undefined } {
  const tags: string[] = [];
  const annotation: string[] = [];
  let into = tags;
  for (const [, quoted, hash, bare] of text.matchAll(TAG)) {
    if (hash !== undefined) into = annotation;
    else into.push(quoted?.replaceAll(/\\(.)/g, "$1") ?? bare ?? "");
  }
  return { tags, annotation: annotation.join(" ") };
}

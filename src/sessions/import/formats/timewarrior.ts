import { ELEMENT } from "../json/json-scanner.ts";
import type { JsonFormat } from "./json-format.ts";
import { readObjects, textOf, textsOf } from "./members.ts";

const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Timewarrior, `timew export`. The first tag is the category; ids count back from now and identify nothing. */
export const timewarrior: JsonFormat = {
  name: "timewarrior",
  program: "Timewarrior",
  recognises: (shape, beginning) =>
    shape.has(ELEMENT, "start") && /"start"\s*:\s*"\d{8}T\d{6}Z"/.test(beginning),
  choose: (path) => (path.length === 0 ? "enter" : "take"),
  open: () =>
    readObjects((interval) => {
      const [start, end] = [readTime(interval.start), readTime(interval.end)];
      if (end === undefined) return { fault: "running" };
      if (start === end) return { fault: "zero_length" };
      const [category, ...further] = textsOf(interval.tags);
      const task = further.length === 0 ? undefined : further.join(", ");
      return { sessions: [{ start, end, category, task, notes: textOf(interval.annotation) }] };
    }),
};

function readTime(value: unknown): string | undefined {
  return textOf(value)?.replace(BASIC, "$1-$2-$3T$4:$5:$6Z");
}

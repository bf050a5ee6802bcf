import { isRecord } from "../../input/field-readers.ts";
import { ELEMENT } from "../json/json-scanner.ts";
import type { JsonFormat } from "./json-format.ts";
import { momentOf, numberOf, readObjects, textOf } from "./members.ts";
import { readMoment } from "./written-time.ts";

/** Status of a dropped record. */
const DROPPED = 3;

/** TickTick, records of the focus timer. Pauses are subtracted; a dropped record is an abandoned session. */
export const ticktick: JsonFormat = {
  name: "ticktick",
  recognises: (shape) =>
    [[ELEMENT], ["*", ELEMENT]].some((place) =>
      ["startTime", "endTime", "status"].every((name) => shape.has(...place, name)),
    ),
  // The records are a top-level array, or an array in a member of an object.
  choose: (path) => (path.at(-1) === ELEMENT ? "take" : path.length < 2 ? "enter" : "skip"),
  open: () =>
    readObjects((record) => {
      if (Number(record.deleted ?? 0) > 0) return { fault: "deleted" };
      const [start, end] = [writtenTime(record.startTime), writtenTime(record.endTime)];
      if (end === undefined) return { fault: "running" };
      const elapsedMs = (epochOf(end) ?? Number.NaN) - (epochOf(start) ?? Number.NaN);
      if (Number.isNaN(elapsedMs)) return { fault: "wrong_shape" };
      const focusedMs = elapsedMs - (numberOf(record.pauseDuration) ?? 0) * 1000;
      if (focusedMs === 0) return { fault: "zero_length" };
      const session = {
        start,
        duration_minutes: focusedMs / 60_000,
        completed: record.status !== DROPPED,
        notes: textOf(record.note),
        ...longestTask(record.tasks),
      };
      return { sessions: [session], key: textOf(record.id) };
    }),
};

/** An instant, or a local time when there is no offset. */
function writtenTime(value: unknown): string | undefined {
  return readMoment(textOf(value));
}

/** A number for comparing two times of the same kind. */
function epochOf(time: string | undefined): number | undefined {
  return momentOf(time) ?? momentOf(`${time}Z`);
}

/** The task with the most time names the session. */
function longestTask(tasks: unknown): { task?: string | undefined; category?: string | undefined } {
  const spent = new Map<string, { ms: number; task: Record<string, unknown> }>();
  for (const task of Array.isArray(tasks) ? tasks.filter(isRecord) : []) {
    const ms = (momentOf(task.endTime) ?? 0) - (momentOf(task.startTime) ?? 0);
    const name = `${textOf(task.taskId) ?? ""}\n${textOf(task.title) ?? ""}`;
    spent.set(name, { ms: (spent.get(name)?.ms ?? 0) + ms, task });
  }
  const [longest] = [...spent.values()].toSorted((one, other) => other.ms - one.ms);
  if (longest === undefined) return {};
  return { task: textOf(longest.task.title), category: textOf(longest.task.projectName) };
}

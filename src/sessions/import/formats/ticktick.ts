import { isRecord } from "../../input/field-readers.ts";
import { ELEMENT } from "../json/json-scanner.ts";
import type { JsonFormat } from "./json-format.ts";
import { momentOf, numberOf, readObjects, textOf } from "./members.ts";

const DROPPED = 3;

/** TickTick, records of the focus timer. Pauses are taken out; a dropped one is an abandoned session. */
export const ticktick: JsonFormat = {
  name: "ticktick",
  program: "TickTick",
  recognises: (shape) =>
    [[ELEMENT], ["*", ELEMENT]].some((place) =>
      ["startTime", "endTime", "pauseDuration"].every((name) => shape.has(...place, name)),
    ),
  // As an array, or as one that is a member of an object.
  choose: (path) => (path.at(-1) === ELEMENT ? "take" : path.length < 2 ? "enter" : "skip"),
  open: () =>
    readObjects((record) => {
      if (Number(record.deleted ?? 0) > 0) return { fault: "deleted" };
      const [startMs, endMs] = [momentOf(record.startTime), momentOf(record.endTime)];
      if (textOf(record.endTime) === undefined) return { fault: "running" };
      if (startMs === undefined || endMs === undefined) return { fault: "wrong_shape" };
      const focusedMs = endMs - startMs - (numberOf(record.pauseDuration) ?? 0) * 1000;
      if (focusedMs === 0) return { fault: "zero_length" };
      const session = {
        start: new Date(startMs).toISOString(),
        duration_minutes: focusedMs / 60_000,
        completed: record.status !== DROPPED,
        notes: textOf(record.note),
        ...longestTask(record.tasks),
      };
      return { sessions: [session], key: textOf(record.id) };
    }),
};

/** The task on which most of the time was spent names the session. */
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

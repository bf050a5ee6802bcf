import { isRecord, type RawInput } from "../../input/field-readers.ts";
import { ELEMENT, type JsonPath } from "../json/json-scanner.ts";
import { ActivityLog, type JoinedActivity, joinActivities } from "./activity-log.ts";
import type { JsonFormat, JsonReading } from "./json-format.ts";
import { epochMs, numberOf, textOf, unreadableValue } from "./members.ts";
import type { RowReading } from "./row-reading.ts";

/** WakaTime's default timeout: a longer silence is not work. */
const GAP_MS = 15 * 60_000;

/** Locations of heartbeats and durations: in a dump, in API responses, and at the top level. */
const WANTED = [[ELEMENT], ["data", ELEMENT], ["days", ELEMENT, "heartbeats", ELEMENT]] as const;

/**
 * WakaTime and Wakapi, heartbeats or durations. Heartbeats are instants: those of one project at most 15 minutes apart
 * form a session, which ends with the last one.
 */
export const wakatime: JsonFormat = {
  name: "wakatime",
  recognises: (shape) =>
    shape.has("days", ELEMENT, "heartbeats") ||
    shape.has("days", ELEMENT, "grand_total") ||
    shape.has("data", ELEMENT, "grand_total") ||
    [[ELEMENT], ["data", ELEMENT]].some(
      (place) =>
        shape.has(...place, "time") &&
        (shape.has(...place, "entity") || shape.has(...place, "duration")),
    ),
  hasTotalsOnly: (shape) =>
    shape.has("data", ELEMENT, "grand_total") ||
    (shape.has("days", ELEMENT, "grand_total") && !shape.has("days", ELEMENT, "heartbeats")),
  choose: (path) => {
    if (WANTED.some((place) => isAt(path, place) && path.length === place.length)) return "take";
    return WANTED.some((place) => isAt(path, place)) ? "enter" : "skip";
  },
  open(): JsonReading {
    const log = new ActivityLog();
    return {
      *take({ line, value }) {
        const startMs = isRecord(value) ? epochMs(value.time) : undefined;
        if (!isRecord(value) || startMs === undefined) {
          yield { line, reading: unreadableValue(value) };
          return;
        }
        const endMs = startMs + Math.round((numberOf(value.duration) ?? 0) * 1000);
        log.add({ line, startMs, endMs, label: projectOf(value) });
      },
      *end() {
        for (const joined of joinActivities(log.inOrder(), { gapMs: GAP_MS, byLabel: true })) {
          yield { line: joined.line, reading: readJoined(joined) };
        }
      },
    };
  },
};

function isAt(path: JsonPath, place: JsonPath): boolean {
  return path.length <= place.length && path.every((name, index) => name === place[index]);
}

function projectOf(heartbeat: RawInput): string {
  return textOf(heartbeat.project) ?? "";
}

function readJoined({ startMs, endMs, label }: JoinedActivity): RowReading {
  if (startMs === endMs) return { fault: "zero_length" };
  const [start, end] = [new Date(startMs).toISOString(), new Date(endMs).toISOString()];
  return { sessions: [{ start, end, category: label === "" ? undefined : label }] };
}

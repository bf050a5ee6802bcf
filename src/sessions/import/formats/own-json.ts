import { isRecord, type RawInput } from "../../input/field-readers.ts";
import { ELEMENT } from "../json/json-scanner.ts";
import type { JsonFormat } from "./json-format.ts";
import { unreadableValue } from "./members.ts";
import type { RowReading } from "./row-reading.ts";

const BEGINNING = /^\{\s*"format"\s*:\s*"pomodoro-ml"\s*,\s*"version"\s*:\s*1\s*[,}]/;
const LISTS: ReadonlySet<string> = new Set(["sessions", "checkins"]);

/** Our own JSON export. Its times of creation and change are informative only; they are set anew on import. */
export const ownJson: JsonFormat = {
  name: "json",
  recognises: (_shape, beginning) => BEGINNING.test(beginning),
  choose([list, element]) {
    if (list === undefined) return "enter";
    if (list === "settings") return element === undefined ? "take" : "skip";
    if (!LISTS.has(list)) return "skip";
    return element === undefined ? "enter" : "take";
  },
  open: () => ({
    *take({ path: [list, element], line, value }) {
      if (list === "settings" && isRecord(value)) yield { line, reading: { choices: value } };
      if (element !== ELEMENT) return;
      yield { line, reading: isRecord(value) ? readRow(list, value) : unreadableValue(value) };
    },
    *end() {},
  }),
};

function readRow(list: string | undefined, row: RawInput): RowReading {
  const given = withoutTimes(row);
  return list === "checkins" ? { checkin: given } : { sessions: [given] };
}

function withoutTimes({ created_at: _created, updated_at: _updated, ...row }: RawInput): RawInput {
  return row;
}

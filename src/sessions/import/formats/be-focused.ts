import type { TableFormat } from "./table-format.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WRITTEN =
  /^(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})(?: at|,)? (\d{1,2}):(\d\d):(\d\d)\s?([AP]M)?$/i;

/** Be Focused. The assigned task is the only grouping of the file; its state is not the session's. */
export const beFocused: TableFormat = {
  name: "be-focused",
  program: "Be Focused",
  columns: ["Start date", "Duration", "Assigned task", "Task state"],
  read(cell) {
    const minutes = Number(cell("Duration"));
    if (minutes === 0) return { fault: "zero_length" };
    const start = readStart(cell("Start date"));
    return { sessions: [{ start, duration_minutes: minutes, category: cell("Assigned task") }] };
  },
};

/** `2 Mar 2026 at 9:00:12 AM` as a local time; what has another form as it is, for the check to refuse. */
function readStart(text: string | undefined): string | undefined {
  const match = WRITTEN.exec((text ?? "").replaceAll(/\s+/g, " "));
  if (match === null) return text;
  const [, day = "", name = "", year, hour = "", minute, second, half] = match;
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (/pm/i.test(half) ? 12 : 0);
  const two = (value: number | string) => String(value).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}`;
}

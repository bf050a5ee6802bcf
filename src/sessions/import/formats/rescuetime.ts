import { ELEMENT } from "../json/json-scanner.ts";
import type { JsonFormat } from "./json-format.ts";
import type { TableFormat } from "./table-format.ts";

/** RescueTime: seconds per activity and hour or day. The times within the hour are unknown. */
export const rescuetime: TableFormat = {
  name: "rescuetime",
  columns: ["Time Spent (seconds)", "Number of People"],
  hasTotalsOnly: true,
  read: () => ({ fault: "no_clock_time" }),
};

/** The same data from its API, and its daily summaries. */
export const rescuetimeJson: JsonFormat = {
  name: "rescuetime",
  recognises: (shape) =>
    (shape.has("row_headers") && shape.has("rows")) || shape.has(ELEMENT, "productivity_pulse"),
  hasTotalsOnly: () => true,
  choose: () => "skip",
  open: () => ({ *take() {}, *end() {} }),
};

import type { TableFormat } from "./table-format.ts";

/** RescueTime: seconds per hour or day and activity. Nothing says when within the hour. */
export const rescuetime: TableFormat = {
  name: "rescuetime",
  program: "RescueTime",
  columns: ["Date", "Time Spent (seconds)", "Activity", "Productivity"],
  hasTotalsOnly: true,
  read: () => ({ fault: "no_clock_time" }),
};

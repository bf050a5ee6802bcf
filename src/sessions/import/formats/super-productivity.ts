import type { JsonFormat } from "./json-format.ts";

/** Super Productivity, backup. It has times per task and day, but not the time of day. */
export const superProductivity: JsonFormat = {
  name: "super-productivity",
  recognises: (shape, beginning) =>
    (beginning.startsWith("{") && /"timeSpentOnDay"\s*:/.test(beginning)) ||
    shape.has("crossModelVersion") ||
    [[], ["data"], ["mainModelData"]].some(
      (place) =>
        ["task", "project", "globalConfig"].filter((name) => shape.has(...place, name)).length >= 2,
    ),
  hasTotalsOnly: () => true,
  choose: () => "skip",
  open: () => ({ *take() {}, *end() {} }),
};

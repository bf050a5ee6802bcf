import { Html } from "../../../markup/html.ts";

/** Suggestions for time-zone fields, which refer to it by `list="zones"`. */
export const ZONE_LIST = new Html(
  `<datalist id="zones">${Intl.supportedValuesOf("timeZone")
    .map((zone) => `<option value="${zone}">`)
    .join("")}</datalist>`,
);

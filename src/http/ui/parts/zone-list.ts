import { Html } from "../../../markup/html.ts";

/** What fields for a time zone propose, by `list="zones"`. */
export const ZONE_LIST = new Html(
  `<datalist id="zones">${Intl.supportedValuesOf("timeZone")
    .map((zone) => `<option value="${zone}">`)
    .join("")}</datalist>`,
);

/** Order of day and month in ambiguous dates such as 03/02/2026. */
export const DATE_ORDERS = ["day-first", "month-first"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

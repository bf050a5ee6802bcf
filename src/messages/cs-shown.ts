import type { enShown } from "./en-shown.ts";

/** České texty hodnot a stavů, které mají všechny odpovědi společné. Vkládají se do `cs.ts`. */
export const csShown: Readonly<Record<keyof typeof enShown, string>> = {
  paused: "Poslední sezení {date}; předpovědi počkají, až zase začnete.",
  probability: "{percent} %",
  "probability.over": "přes {percent} %",
  "probability.under": "pod {percent} %",
};

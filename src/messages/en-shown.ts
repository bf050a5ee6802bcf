/** English texts of figures and states that all answers share. Merged into `en.ts`. */
export const enShown = {
  paused: "Last session on {date}; forecasts wait until you start again.",
  probability: "{percent} %",
  "probability.over": "over {percent} %",
  "probability.under": "under {percent} %",
} as const;

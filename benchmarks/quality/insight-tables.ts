import { HISTORY_TREND_SCENARIOS, TREND_WINDOWS } from "./history-aggregates/history-trends.ts";
import type { ResultTable } from "./support/results-page.ts";
import { THEME_SCENARIOS, THEME_SIZES } from "./theme-productivity/theme-choice.ts";
import { WEEK_SCENARIOS } from "./weekly-insights/week-change.ts";

/** The tables of each page that shows figures of `insights.ts`. */
export const INSIGHT_TABLES: Readonly<Record<string, readonly ResultTable[]>> = {
  "diversity-detector": [
    {
      name: "overloads",
      heading: "life",
      rows: [
        { id: "diversity/stationary", label: "nothing crowds out" },
        { id: "diversity/night-owl", label: "the same, at night" },
        { id: "diversity/sparse", label: "a few sessions a week" },
        { id: "diversity/half-in-one", label: "half in one category" },
        { id: "diversity/most-in-one", label: "80 % in one category" },
        { id: "diversity/nearly-all-in-one", label: "95 % in one category" },
      ],
      columns: [
        { figure: "readyShare", label: "evenings with enough data" },
        { figure: "overloadShare", label: "with an overload" },
        { figure: "overloadsPerQuarter", label: "new overloads / quarter" },
        { figure: "runShare", label: "with three in a row" },
        { figure: "findingStated", label: "finding stated" },
        { figure: "findingAgrees", label: "came true" },
        { figure: "nothingStated", label: "nothing stated" },
        { figure: "nothingAgrees", label: "came true " },
      ],
    },
  ],
  "theme-productivity": [
    {
      name: "themes",
      heading: "themes, days of history",
      rows: THEME_SCENARIOS.flatMap(({ id }) =>
        THEME_SIZES.map((days) => ({ id: `themes/${id}/${days}`, label: `${id}, ${days}` })),
      ),
      columns: [
        { figure: "bestRight", label: "best right" },
        { figure: "bestStated", label: "stated" },
        { figure: "bestPointsLost", label: "points lost" },
        { figure: "guessPointsLost", label: "by guessing" },
        { figure: "weekdayRight", label: "weekday right" },
        { figure: "weekdayStated", label: "stated " },
        { figure: "weekdayPointsLost", label: "points lost " },
      ],
    },
  ],
  "weekly-insights": [
    {
      name: "changes",
      heading: "weeks",
      rows: WEEK_SCENARIOS.map(({ id }) => ({ id: `weeks/${id}`, label: id })),
      columns: [
        { figure: "sureShare", label: "certainty above 0.95" },
        { figure: "stated", label: "mean certainty" },
        { figure: "right", label: "direction right" },
        { figure: "percentOff", label: "change off by, percent" },
      ],
    },
  ],
  "history-aggregates": [
    {
      name: "trends",
      heading: "a trend is named",
      rows: [
        ...HISTORY_TREND_SCENARIOS.flatMap(({ id }) =>
          TREND_WINDOWS.map((days) => ({
            id: `trends/${id}/${days}`,
            label: `${id}, ${days} days`,
          })),
        ),
        ...TREND_WINDOWS.map((days) => ({
          id: `trends/sessions/${days}`,
          label: `number of sessions, ${days} days`,
        })),
      ],
      columns: [
        { figure: "named", label: "named" },
        { figure: "rightOfNamed", label: "of these right" },
        { figure: "changeOff", label: "change off by, points" },
      ],
    },
  ],
};

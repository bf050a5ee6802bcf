import { formatDay } from "../../../src/time/calendar.ts";
import golden from "../../fixtures/forecasting-golden.json" with { type: "json" };

// 1970-01-07 was a Wednesday, as day 0 of the reference history is.
const FIRST_DAY = 6;

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The own CSV format of days given as minutes past midnight. */
export function csvOf(days: readonly (readonly number[])[]): string {
  const rows = days.flatMap((minutes, index) =>
    minutes.map((minute) => `${formatDay(FIRST_DAY + index)}T${clock(minute)},25,Coding,,`),
  );
  return ["start,duration_minutes,category,rating,completed", ...rows].join("\n");
}

/** The synthetic history of the reference figures: 150 days. */
export function syntheticCsv(): string {
  return csvOf(golden.days);
}

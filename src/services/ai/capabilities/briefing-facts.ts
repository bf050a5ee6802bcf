import type { Person } from "../person.ts";

export type BriefingFacts = ReturnType<typeof briefingFacts>;

/** Maximum number of planned sessions in a briefing. */
const MAX_SLOTS = 4;

/** Facts of a day's briefing. */
export function briefingFacts(person: Person) {
  return {
    forecast: person.forecast(),
    yesterday: person.summaryOf(person.day - 1),
    plan: person.schedule(MAX_SLOTS),
    load: person.load(),
    recommendation: person.recommendation(),
  };
}

/** Names of the load levels. */
export const WELLBEING = {
  low: "good",
  medium: "warning",
  high: "concern",
  critical: "rest_recommended",
  unknown: "good",
} as const;

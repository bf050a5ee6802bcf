import { type Static, Type } from "typebox";
import { nullable } from "./answer.ts";

export const AchievementFocus = Type.Object(
  {
    achievement_id: nullable("string", { description: "null when all are reached" }),
    name: nullable("string"),
    reason: Type.String({ description: "one plain sentence" }),
    progress: Type.Number({
      minimum: 0,
      description: "in the unit of `target`; 100 when all are reached",
    }),
    target: nullable("number", {
      description: "null for an achievement of the web app that this service does not know",
    }),
    percent: nullable("number", { minimum: 0, maximum: 100 }),
    source: Type.Enum(["web_app", "own_sessions"], {
      description: "`web_app`: progress as the web app has stored it",
    }),
  },
  { title: "AchievementFocus", additionalProperties: false },
);
export type AchievementFocus = Static<typeof AchievementFocus>;

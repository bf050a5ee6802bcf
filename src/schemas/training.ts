import { type Static, Type } from "typebox";

export const TrainingReport = Type.Object(
  {
    status: Type.Enum(["success", "no_data"]),
    sessions_analyzed: Type.Integer({ minimum: 0, description: "all sessions, read afresh" }),
    sessions_with_rating: Type.Integer({ minimum: 0 }),
    matches: Type.Boolean({
      description: "whether what had been learned session by session came out the same",
    }),
    message: Type.Optional(Type.String({ description: "with `no_data`" })),
  },
  { title: "TrainingReport", additionalProperties: false },
);
export type TrainingReport = Static<typeof TrainingReport>;

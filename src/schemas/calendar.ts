import { type Static, Type } from "typebox";

export const CalendarQuery = Type.Object(
  {
    plan: Type.Boolean({ default: false, description: "with what is planned for the coming days" }),
    key: Type.Optional(
      Type.String({ maxLength: 200, description: "a key that may only read; in no other address" }),
    ),
  },
  { additionalProperties: false },
);
export type CalendarQuery = Static<typeof CalendarQuery>;

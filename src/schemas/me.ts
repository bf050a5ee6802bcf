import { type Static, Type } from "typebox";
import { PERSON_TABLES } from "../domain/person-tables.ts";
import { DELETE_ALL } from "./sessions.ts";

export const EraseMeQuery = Type.Object(
  {
    confirm: Type.Literal(DELETE_ALL, { description: "confirms that everything is to be erased" }),
  },
  { additionalProperties: false },
);

export const ErasedBody = Type.Object(
  {
    erased: Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
      description: `rows deleted, by table: ${PERSON_TABLES.map(({ name }) => `\`${name}\``).join(", ")}`,
    }),
  },
  { title: "Erased", additionalProperties: false },
);
export type ErasedBody = Static<typeof ErasedBody>;

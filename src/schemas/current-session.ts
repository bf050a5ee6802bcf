import { type Static, Type } from "typebox";
import { nullable } from "./answer.ts";
import { Timestamp, Uuid } from "./common.ts";
import { PRIVATE } from "./private.ts";

export const CurrentSessionBody = Type.Object(
  {
    id: Type.Intersect([Uuid], { description: "that of the session which it becomes" }),
    start: Timestamp,
    planned_minutes: nullable("number", {
      exclusiveMinimum: 0,
      description: "how long it is meant to be; null is as long as it takes",
    }),
    planned_end: nullable("string", {
      format: "date-time",
      description: "`start` and `planned_minutes` together",
    }),
    preset: Type.String(),
    category: Type.String(),
    task: nullable("string"),
  },
  { title: "CurrentSession", additionalProperties: false },
);
export type CurrentSessionBody = Static<typeof CurrentSessionBody>;

const id = Type.Optional(
  nullable("string", {
    format: "uuid",
    description: "a UUID of the client's own makes sending again harmless",
  }),
);
const timezone = Type.Optional(
  nullable("string", {
    maxLength: 100,
    description: "IANA zone in which times without an offset are meant",
  }),
);

export const CurrentSessionInput = Type.Object(
  {
    id,
    start: Type.Optional(
      nullable("string", {
        maxLength: 40,
        description: "when it began, written as in a session; now, or as it was, when absent",
      }),
    ),
    timezone,
    planned_minutes: Type.Optional(
      nullable("number", { exclusiveMinimum: 0, maximum: 1440, description: "minutes" }),
    ),
    preset: Type.Optional(nullable("string", { maxLength: 50 })),
    category: Type.Optional(nullable("string", { maxLength: 100 })),
    task: Type.Optional(nullable("string", { maxLength: 200, ...PRIVATE })),
  },
  {
    title: "CurrentSessionInput",
    additionalProperties: false,
    description: "What is worked on. `null` and blank text mean absent.",
  },
);
export type CurrentSessionInput = Static<typeof CurrentSessionInput>;

export const FinishInput = Type.Object(
  {
    id: Type.Optional(
      nullable("string", {
        format: "uuid",
        description: "that of the current session; sent again with it, nothing is stored twice",
      }),
    ),
    end: Type.Optional(
      nullable("string", {
        maxLength: 40,
        description: "when it ended, written as in a session; now when absent",
      }),
    ),
    timezone,
    duration_minutes: Type.Optional(
      nullable("number", {
        exclusiveMinimum: 0,
        maximum: 1440,
        description: "time worked; the time since the start when it is absent",
      }),
    ),
    rating: Type.Optional(nullable("number", { minimum: 0, maximum: 100 })),
    completed: Type.Optional(
      Type.Unsafe<boolean | null>({
        type: ["boolean", "null"],
        description: "default true; false for one that was given up",
      }),
    ),
    notes: Type.Optional(nullable("string", { maxLength: 10_000, ...PRIVATE })),
  },
  { title: "FinishInput", additionalProperties: false },
);
export type FinishInput = Static<typeof FinishInput>;

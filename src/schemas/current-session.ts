import { type Static, Type } from "typebox";
import { nullable } from "./answer.ts";
import { Timestamp, Uuid } from "./common.ts";
import { PRIVATE } from "./private.ts";

export const CurrentSessionBody = Type.Object(
  {
    id: Type.Intersect([Uuid], { description: "id of the stored session that it becomes" }),
    start: Timestamp,
    planned_minutes: nullable("number", {
      exclusiveMinimum: 0,
      description: "planned length; null is open-ended",
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
    description: "a UUID made by the client makes repeated requests safe",
  }),
);
const timezone = Type.Optional(
  nullable("string", {
    maxLength: 100,
    description: "IANA zone of times without an offset",
  }),
);

export const CurrentSessionInput = Type.Object(
  {
    id,
    start: Type.Optional(
      nullable("string", {
        maxLength: 40,
        description: "start, in the format of a session's; when absent, now or unchanged",
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
    description: "What the person is working on. `null` and blank text count as absent.",
  },
);
export type CurrentSessionInput = Static<typeof CurrentSessionInput>;

export const FinishInput = Type.Object(
  {
    id: Type.Optional(
      nullable("string", {
        format: "uuid",
        description: "id of the current session; with it, a repeated request stores nothing twice",
      }),
    ),
    end: Type.Optional(
      nullable("string", {
        maxLength: 40,
        description: "end, in the format of a session's; now when absent",
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
        description: "default true; false for an abandoned session",
      }),
    ),
    notes: Type.Optional(nullable("string", { maxLength: 10_000, ...PRIVATE })),
  },
  { title: "FinishInput", additionalProperties: false },
);
export type FinishInput = Static<typeof FinishInput>;

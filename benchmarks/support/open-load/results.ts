import { type Static, Type } from "typebox";
import { MachineSchema } from "../machine.ts";

const closed = { additionalProperties: false };

/** Null where nothing was measured. */
const Milliseconds = Type.Union([Type.Number(), Type.Null()]);

/** Medians over rounds. */
const StepSchema = Type.Object(
  {
    /** Arrivals by capacity. */
    multiple: Type.Number(),
    /** Whether the generator kept its own times. */
    isValid: Type.Boolean(),
    /** Answers in time, per second. */
    goodput: Type.Number(),
    /** The same by the capacity that was measured just before. */
    share: Type.Number(),
    answeredP50Ms: Milliseconds,
    answeredP99Ms: Milliseconds,
    /** Per second of the step, those after its end included. */
    refusals: Type.Number(),
    refusedP50Ms: Milliseconds,
    refusedP99Ms: Milliseconds,
    /** Per second, for want of a connection. */
    turnedAway: Type.Number(),
    /** Per second: wrong, broken or later than a second. */
    failures: Type.Number(),
    healthP99Ms: Milliseconds,
    healthFailures: Type.Integer(),
    recoveredAfterMs: Type.Number(),
  },
  closed,
);
export type OverloadStep = Static<typeof StepSchema>;

/** What `benchmarks/speed/overload.ts` keeps. */
export const OverloadSchema = Type.Object(
  {
    machine: MachineSchema,
    /** What the server had of a core. */
    serverShare: Type.Number(),
    /** Of each step. */
    seconds: Type.Number(),
    rounds: Type.Integer(),
    routes: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          path: Type.String(),
          connections: Type.Integer(),
          /** Answers per second to clients who ask in turn; median. */
          capacity: Type.Number(),
          steps: Type.Array(StepSchema),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Overload = Static<typeof OverloadSchema>;

import { type Static, Type } from "typebox";
import { MachineSchema } from "../machine.ts";

const closed = { additionalProperties: false };

/** Null where nothing was measured. */
const Milliseconds = Type.Union([Type.Number(), Type.Null()]);
const latencies = { count: Type.Integer(), p50Ms: Milliseconds, p99Ms: Milliseconds };

const StepSchema = Type.Object(
  {
    /** Arrivals by capacity. */
    multiple: Type.Number(),
    /** Whether the generator kept its own times. */
    isValid: Type.Boolean(),
    /** Answers in time, per second. */
    goodput: Type.Number(),
    /** Requests that were due in all. */
    due: Type.Number(),
    seconds: Type.Number(),
    lateShare: Type.Number(),
    answered: Type.Object(latencies, closed),
    refused: Type.Object(latencies, closed),
    failed: Type.Integer(),
    turnedAway: Type.Integer(),
    health: Type.Object({ ...latencies, failed: Type.Integer() }, closed),
    mostUnderWay: Type.Integer(),
    recoveredAfterMs: Type.Number(),
  },
  closed,
);
export type OverloadStep = Static<typeof StepSchema>;

/** What `benchmarks/speed/overload.ts` keeps. */
export const OverloadSchema = Type.Object(
  {
    machine: MachineSchema,
    connections: Type.Integer(),
    /** What the server had of a core. */
    serverShare: Type.Number(),
    seconds: Type.Number(),
    routes: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          path: Type.String(),
          /** Answers per second to clients who ask in turn. */
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

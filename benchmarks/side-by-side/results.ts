import { type Static, Type } from "typebox";
import { MachineSchema } from "../support/machine.ts";

const closed = { additionalProperties: false };
const Amount = Type.Number({ minimum: 0 });

const RoundSchema = Type.Object(
  {
    requestsPerSecond: Amount,
    p50Ms: Amount,
    p95Ms: Amount,
    p99Ms: Amount,
    failures: Type.Integer({ minimum: 0 }),
    cpuSecondsPer100k: Amount,
  },
  closed,
);
export type Round = Static<typeof RoundSchema>;

const MeasuredSchema = Type.Object(
  {
    id: Type.String(),
    connections: Type.Integer({ minimum: 1 }),
    /** The n-th of one contestant was measured beside the n-th of every other. */
    rounds: Type.Array(RoundSchema, { minItems: 1 }),
  },
  closed,
);

/** benchmarks/results/side-by-side.json. */
export const SideBySideSchema = Type.Object(
  {
    machine: MachineSchema,
    /** How many processes wanted a processor in the minute before anything was started. */
    loadBefore: Amount,
    path: Type.String(),
    storedSessions: Type.Integer({ minimum: 0 }),
    loadGenerator: Type.String(),
    secondsPerRound: Type.Integer({ minimum: 1 }),
    workers: Type.Integer({ minimum: 1 }),
    contestants: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          label: Type.String(),
          isOurs: Type.Boolean(),
          /** Of the body; 0 for a 304. */
          bytes: Type.Integer({ minimum: 0 }),
        },
        closed,
      ),
    ),
    skipped: Type.Array(Type.Object({ label: Type.String(), reason: Type.String() }, closed)),
    measured: Type.Array(MeasuredSchema),
  },
  closed,
);
export type SideBySide = Static<typeof SideBySideSchema>;

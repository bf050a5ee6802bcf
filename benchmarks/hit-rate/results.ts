import { type Static, Type } from "typebox";
import { MachineSchema } from "../support/machine.ts";

const Count = Type.Integer({ minimum: 0 });

/** What became of reads. */
const CountsSchema = Type.Object({
  /** From the memory of the replica that was asked. */
  local: Count,
  /** From Redis, or made by another replica meanwhile. */
  shared: Count,
  /** Past its time, while a new one was made. */
  stale: Count,
  /** Worked out because the person had never asked this. */
  madeFirst: Count,
  /** … because the person had written since the answer was made. */
  madeAfterWrite: Count,
  /** … because the time that the answer was for had passed. */
  madeAfterTime: Count,
  /** … because the answer was nowhere any more, although it held. */
  madeAfterLoss: Count,
});
export type Counts = Static<typeof CountsSchema>;

const SimulationSchema = Type.Object({
  requestsPerSecond: Type.Number({ exclusiveMinimum: 0 }),
  hours: Type.Number({ exclusiveMinimum: 0 }),
  reads: Count,
  writes: Count,
  activeUsers: Count,
  all: CountsSchema,
  routes: Type.Record(Type.String(), CountsSchema),
  /** A cache of the same requests by key and 300 s alone; `outdated`: hits from before the person's own last write. */
  byTimeOnly: Type.Object({ hits: Count, outdated: Count }),
});
export type Simulation = Static<typeof SimulationSchema>;

export const HitRateSchema = Type.Object({
  machine: MachineSchema,
  users: Count,
  replicas: Count,
  /** What each replica may keep. */
  cacheMegabytes: Count,
  seed: Count,
  writeShare: Type.Number({ minimum: 0, maximum: 1 }),
  /** The real service; everything counted, from the first request on. */
  service: SimulationSchema,
  /** The real service as busy as it is built for; counted when its cache is warm. */
  serviceUnderLoad: SimulationSchema,
  /** The rules of the policies alone, on far more requests; counted in the second half. */
  rules: Type.Array(SimulationSchema, { minItems: 1 }),
});
export type HitRate = Static<typeof HitRateSchema>;

export function noCounts(): Counts {
  return {
    local: 0,
    shared: 0,
    stale: 0,
    madeFirst: 0,
    madeAfterWrite: 0,
    madeAfterTime: 0,
    madeAfterLoss: 0,
  };
}

/** Part of the reads that nobody had to wait for, 0–1. */
export function hitRate({ local, shared, stale, ...made }: Counts): number {
  const hits = local + shared + stale;
  return hits / Object.values(made).reduce((sum, count) => sum + count, hits);
}

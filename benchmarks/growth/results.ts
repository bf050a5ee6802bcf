import { type Static, Type } from "typebox";
import { MachineSchema } from "../support/machine.ts";

const closed = { additionalProperties: false };

/** Median of the rounds, and the least and the greatest. */
export const SpreadSchema = Type.Object(
  { median: Type.Number(), low: Type.Number(), high: Type.Number() },
  closed,
);
export type Spread = Static<typeof SpreadSchema>;

/** What `npm run bench` keeps of `benchmarks/speed/growth.ts`. */
export const GrowthSchema = Type.Object(
  {
    machine: MachineSchema,
    rounds: Type.Integer({ minimum: 1 }),
    /** One person's stored sessions; every answer worked out, over HTTP. */
    sessions: Type.Array(
      Type.Object(
        {
          count: Type.Integer(),
          storedInSeconds: Type.Number(),
          /** The history folded for the first time. */
          firstAnswerMs: Type.Number(),
          perSecond: SpreadSchema,
          p99Ms: SpreadSchema,
          residentMb: SpreadSchema,
        },
        closed,
      ),
    ),
    /** People who ask in no order, in one process; without HTTP, since only the profiles differ. */
    people: Type.Array(
      Type.Object(
        {
          count: Type.Integer(),
          perSecond: SpreadSchema,
          p99Ms: SpreadSchema,
          residentMb: SpreadSchema,
          profilesInMemory: Type.Integer(),
        },
        closed,
      ),
    ),
    profileMegabytes: Type.Integer(),
    /** Memory for kept answers; questions by a Zipf law. */
    cache: Type.Array(
      Type.Object(
        {
          megabytes: Type.Integer(),
          hitRate: Type.Number({ minimum: 0, maximum: 1 }),
          entries: Type.Integer(),
          perSecond: SpreadSchema,
          p99Microseconds: SpreadSchema,
          residentMb: SpreadSchema,
        },
        closed,
      ),
    ),
    questions: Type.Integer(),
  },
  closed,
);
export type Growth = Static<typeof GrowthSchema>;

/** One round of people asking. */
export interface PeopleRound {
  readonly perSecond: number;
  readonly p99Ms: number;
  /** Of the thread that asks, per question: the same on a machine in use. */
  readonly processorMicroseconds: number;
  readonly residentMb: number;
  readonly profilesInMemory: number;
}

/** One round of questions to the cache. */
export interface CacheRound {
  readonly perSecond: number;
  readonly p99Microseconds: number;
  readonly hitRate: number;
  readonly entries: number;
  readonly residentMb: number;
}

import { type Static, Type } from "typebox";
import { MachineSchema } from "../../support/machine.ts";

const closed = { additionalProperties: false };
const Duration = Type.Number({ minimum: 0 });
const Count = Type.Integer({ minimum: 0 });

const PageFiguresSchema = Type.Object(
  {
    path: Type.String(),
    bytes: Count,
    gzipBytes: Count,
    /** Median of requests one after the other, each of which has the page made. */
    madeMs: Duration,
    /** Of the server's processor for such a request. */
    madeProcessorMs: Duration,
    /** Kept pages for a second of the server's processor. */
    keptPerSecond: Type.Number({ minimum: 0 }),
    /** The same, compressed. */
    gzipPerSecond: Type.Number({ minimum: 0 }),
    failures: Count,
  },
  closed,
);
export type PageFigures = Static<typeof PageFiguresSchema>;

export const PagesSchema = Type.Object(
  {
    machine: MachineSchema,
    pages: Type.Array(PageFiguresSchema),
    /** Null without a Chromium. */
    firstPaintMs: Type.Union([Duration, Type.Null()]),
  },
  closed,
);
export type Pages = Static<typeof PagesSchema>;

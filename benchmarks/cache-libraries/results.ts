import { readFileSync, writeFileSync } from "node:fs";
import { type Static, Type } from "typebox";
import { compileCheck } from "../../src/schemas/validate.ts";
import { markdownTable } from "../report/markdown-table.ts";
import { MachineSchema, machineLine } from "../support/machine.ts";
import type { Behaviour } from "./behaviour.ts";
import { BEHAVIOURS_OF_ONE } from "./behaviours-of-one.ts";
import { BEHAVIOURS_OF_REPLICAS } from "./behaviours-of-replicas.ts";

/** What the page is made from. */
const CacheLibraries = Type.Object(
  {
    machine: MachineSchema,
    contestants: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          /** By the behaviour's id: nothing when it behaves so, otherwise what it did instead. */
          failures: Type.Record(Type.String(), Type.String()),
          /** Microseconds of processor time. */
          hitUs: Type.Number({ exclusiveMinimum: 0 }),
          missUs: Type.Number({ exclusiveMinimum: 0 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type CacheLibraries = Static<typeof CacheLibraries>;

export const BEHAVIOURS: readonly Behaviour[] = [...BEHAVIOURS_OF_ONE, ...BEHAVIOURS_OF_REPLICAS];

const RESULTS = new URL("./results.json", import.meta.url);
export const PAGE = new URL("../../docs/decisions/0013-cache.md", import.meta.url);

const BEGIN = "<!-- figures: cache-libraries -->";
const END = "<!-- end -->";

/** @throws when nothing was measured yet, or it is not what this version writes */
export function readCacheLibraries(): CacheLibraries {
  const checked = compileCheck(CacheLibraries)(JSON.parse(readFileSync(RESULTS, "utf8")));
  if ("problems" in checked) throw new Error(`${RESULTS.pathname}: ${checked.problems}`);
  return checked.value;
}

export function writeCacheLibraries(results: CacheLibraries): void {
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}

/** The page with its table as the results have it. */
export function withTable(page: string, results: CacheLibraries): string {
  const start = page.indexOf(BEGIN);
  const end = page.indexOf(END, start);
  if (start < 0 || end < 0) throw new Error("the page has no place for the table");
  return `${page.slice(0, start)}${BEGIN}\n\n${tableOf(results)}\n\n${page.slice(end)}`;
}

export function writePage(results: CacheLibraries): void {
  writeFileSync(PAGE, withTable(readFileSync(PAGE, "utf8"), results));
}

function tableOf({ machine, contestants }: CacheLibraries): string {
  const rows = BEHAVIOURS.map(({ id, title }) => [
    title,
    ...contestants.map(({ failures }) => (failures[id] === undefined ? "yes" : "no")),
  ]);
  const cost = (label: string, figure: "hitUs" | "missUs") => [
    label,
    ...contestants.map((contestant) => `${contestant[figure]} µs`),
  ];
  const table = markdownTable(
    ["", ...contestants.map(({ name }) => name)],
    [
      ...rows,
      cost("processor time of a hit in memory", "hitUs"),
      cost("of a miss, the answer itself costing nothing", "missUs"),
    ],
  );
  return `${table}\n\n${machineLine(machine)}`;
}

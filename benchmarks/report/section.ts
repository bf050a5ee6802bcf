import type { Static, TSchema } from "typebox";
import { compileCheck } from "../../src/schemas/validate.ts";

/** What a section adds to docs/benchmarks.md. */
export interface RenderedSection {
  /** Begins with a heading of the second level, ends without an empty line. */
  readonly markdown: string;
  /** SVG by file name; they are written to docs/benchmarks/, and linked as `benchmarks/<file name>`. */
  readonly charts: Readonly<Record<string, string>>;
}

/**
 * A part of docs/benchmarks.md that is made from one results file and nothing else, so that a test can tell whether the
 * page says what was measured.
 *
 * To add one: let the benchmark write `benchmarks/results/<name>.json` with `writeResults`, describe that file by a
 * schema and its text in `benchmarks/report/<name>.ts` with `defineSection`, and list it in
 * `benchmarks/report/sections.ts`. The benchmark calls `writeReport` at its end.
 */
export interface Section {
  /** Of the results file, without `.json`. */
  readonly name: string;
  /** @throws Error when the results are not what the section's schema says */
  render(results: unknown): RenderedSection;
}

export function defineSection<Schema extends TSchema>(
  name: string,
  schema: Schema,
  render: (results: Static<Schema>) => RenderedSection,
): Section {
  const check = compileCheck(schema);
  return {
    name,
    render(results) {
      const checked = check(results);
      if ("value" in checked) return render(checked.value);
      throw new Error(`benchmarks/results/${name}.json: ${JSON.stringify(checked.problems)}`);
    },
  };
}

/** What one process of tests came to. */
export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  /** Names with the reasons. */
  readonly skips: readonly string[];
  /** Files with the milliseconds that their tests took. */
  readonly fileMs: readonly (readonly [string, number])[];
}

/** One or two files are run to look at them, not at their durations. */
const MIN_FILES_TO_RANK = 3;
const SLOWEST_FILES = 10;

export function addResults(results: readonly TestResult[]): TestResult {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
    skips: results.flatMap(({ skips }) => skips),
    fileMs: [...addByFile(results.flatMap(({ fileMs }) => fileMs))],
  };
}

/** Tests that a shared file defines are run by several processes. */
function addByFile(fileMs: TestResult["fileMs"]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [file, ms] of fileMs) sums.set(file, (sums.get(file) ?? 0) + ms);
  return sums;
}

/** The slowest files, every skip loudly, and one closing line. */
export function renderResult({ passed, failed, skips, fileMs }: TestResult): string {
  const lines: string[] = [];
  if (fileMs.length >= MIN_FILES_TO_RANK) lines.push("Slowest files:", ...slowest(fileMs), "");
  if (skips.length > 0) {
    lines.push(
      "SKIPPED — these guarantees were not checked:",
      ...skips.map((skip) => `  ${skip}`),
      "",
    );
  }
  lines.push(`${passed} passed, ${failed} failed, ${skips.length} skipped`);
  return lines.join("\n");
}

function slowest(fileMs: TestResult["fileMs"]): string[] {
  return [...fileMs]
    .sort(([, one], [, other]) => other - one)
    .slice(0, SLOWEST_FILES)
    .map(([file, ms]) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${file}`);
}

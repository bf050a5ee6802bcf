/**
 * Files that start servers, browsers or databases by the dozen, and take about half of a whole run. `npm test` alone leaves
 * them out, says so, and stays below four minutes on two cores; CI leaves out nothing.
 */
export const LONG_TESTS: readonly string[] = [
  "tests/e2e/ai/cloud-faults.test.ts",
  "tests/e2e/ai/ollama-faults.test.ts",
  "tests/e2e/backup.test.ts",
  "tests/e2e/connection-limit.test.ts",
  "tests/e2e/crash.test.ts",
  "tests/e2e/damaged-file.test.ts",
  "tests/e2e/documentation.test.ts",
  "tests/e2e/fault-history.test.ts",
  "tests/e2e/offline-pages.test.ts",
  "tests/e2e/pages-in-browser.test.ts",
  "tests/e2e/parity-proxy-speed.test.ts",
  "tests/e2e/postgres-faults.test.ts",
  "tests/e2e/speed-guard.test.ts",
  "tests/e2e/switch.test.ts",
  "tests/e2e/web-app-calls.test.ts",
  "tests/e2e/workers.test.ts",
];

/** Splits off the long files. */
export function splitLongTests(files: readonly string[]): {
  readonly short: readonly string[];
  readonly long: readonly string[];
} {
  const isLong = (file: string) => LONG_TESTS.includes(file);
  return { short: files.filter((file) => !isLong(file)), long: files.filter(isLong) };
}

/** What a run that leaves files out says last. */
export function renderLeftOut(files: readonly string[]): string {
  return [
    "LEFT OUT — `npm test -- --all` and CI run these too:",
    ...files.map((file) => `  ${file}`),
  ].join("\n");
}

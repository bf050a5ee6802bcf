/**
 * `npm test`: runs every test file with Node's own runner, several files to a process. PostgreSQL and Redis are used when
 * they answer; their absence is said loudly, and fails the run in CI, where nothing may be skipped.
 *
 *   npm test                       all but the long files, which are named at the end; in CI everything
 *   npm test -- --all              everything
 *   npm test -- tests/unit         one folder or file
 *   npm test -- --coverage         with the coverage floor of the folders that carry the arithmetic; takes two thirds longer
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildPackage } from "./build.ts";
import { checkCoverage } from "./coverage.ts";
import { renderLeftOut, splitLongTests } from "./long-tests.ts";
import { groupTests, type TestGroup } from "./test-groups.ts";
import { addResults, renderResult, type TestResult } from "./test-results.ts";
import { selectTests } from "./test-selection.ts";

const args = process.argv.slice(2);
const isCi = process.env.CI === "true";
const withCoverage = args.includes("--coverage");
const wanted = args.filter((arg) => !arg.startsWith("--"));
const selected = selectTests(wanted.length > 0 ? wanted : ["tests"]);
const { wrong } = selected;
if (wrong.length > 0) {
  console.error(`No test file at ${wrong.join(", ")}.`);
  process.exit(1);
}

const isWhole = isCi || withCoverage || wanted.length > 0 || args.includes("--all");
const { short, long } = splitLongTests(selected.files);
const files = isWhole ? selected.files : short;

/** A suite that takes longer waits for something that never comes, on a slow machine with other work, too. */
const HUNG_AFTER_MS = 600_000;

/** More than a run takes on two slow cores; one that hangs shall fail, not wait. */
const WHOLE_RUN_MS = 60 * 60_000;

const folder = mkdtempSync(join(tmpdir(), "pomodoro-tests-"));
/** What tests that start the service run: the published package, which starts faster than the sources do. */
const testPackage = resolve(import.meta.dirname, `../node_modules/.cache/package-${process.pid}`);
await buildPackage(testPackage);
const stop = AbortSignal.timeout(WHOLE_RUN_MS);
let failedProcesses = 0;
const results: TestResult[] = [];
const lcovs: string[] = [];

async function run({ files: some, isAlone }: TestGroup, index: number): Promise<void> {
  const result = join(folder, `${index}.json`);
  const lcov = join(folder, `${index}.lcov`);
  const child = spawn(process.execPath, [...optionsOf(isAlone, lcov), ...some], {
    stdio: "inherit",
    signal: stop,
    killSignal: "SIGKILL",
    env: {
      ...process.env,
      NODE_ENV: "test",
      TEST_RESULT: result,
      TEST_PACKAGE: testPackage,
    },
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  child.on("error", (error) => console.error(`\n${error.message}: ${some.join(" ")}`));
  child.on("close", (code) => {
    if (code !== 0) failedProcesses += 1;
    resolve();
  });
  await promise;
  // A process that was killed has said nothing.
  if (!existsSync(result)) return;
  results.push(JSON.parse(readFileSync(result, "utf8")));
  if (withCoverage && !isAlone) lcovs.push(lcov);
}

function optionsOf(isAlone: boolean, lcov: string): string[] {
  const options = [
    "--test",
    "--test-isolation=none",
    "--test-force-exit",
    `--test-timeout=${HUNG_AFTER_MS}`,
  ];
  if (isCi) options.push("--import=./tests/support/fixed-seed.ts");
  if (withCoverage && !isAlone) {
    options.push("--experimental-test-coverage", "--test-coverage-include=src/**/*.ts");
    options.push("--test-reporter=lcov", `--test-reporter-destination=${lcov}`);
  }
  return [
    ...options,
    "--test-reporter=./scripts/test-summary.ts",
    "--test-reporter-destination=stdout",
  ];
}

// One more than there are processors: a third of a run waits for databases, browsers and processes that tests start. With
// still more, deadlines pass that a quiet machine keeps.
const processes = availableParallelism() + 1;
const groups = [...groupTests(files, processes).entries()];
const queue = groups.filter(([, { isAlone }]) => !isAlone);
await Promise.all(
  Array.from({ length: processes }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      await run(next[1], next[0]);
  }),
);
for (const [index, group] of groups) if (group.isAlone) await run(group, index);

const total = addResults(results);
if (!isWhole) console.log(`\n\n${renderLeftOut(long)}`);
console.log(`\n\n${renderResult(total)}`);
let status = failedProcesses > 0 || total.failed > 0 ? 1 : 0;
if (stop.aborted) {
  console.log(`Stopped after ${WHOLE_RUN_MS / 60_000} minutes.`);
  status = 1;
}
if (isCi && total.skips.length > 0) {
  console.log("CI allows no skipped test.");
  status = 1;
}
if (status === 0 && withCoverage && wanted.length === 0) status = checkCoverage(lcovs);
for (const each of [folder, testPackage]) rmSync(each, { recursive: true });
process.exit(status);

/**
 * `npm test`: runs every test file with Node's own runner. PostgreSQL and Redis are used when they answer;
 * their absence is said loudly, and fails the run in CI, where nothing may be skipped.
 *
 *   npm test                       everything
 *   npm test -- tests/unit         one folder or file
 *   npm test -- --coverage         with the coverage floor of the folders that carry the arithmetic
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { checkCoverage } from "./coverage.ts";
import { selectTests } from "./test-selection.ts";

const args = process.argv.slice(2);
const withCoverage = args.includes("--coverage") || process.env.CI === "true";
const wanted = args.filter((arg) => !arg.startsWith("--"));
const { files, wrong } = selectTests(wanted.length > 0 ? wanted : ["tests"]);
if (wrong.length > 0) {
  console.error(`No test file at ${wrong.join(", ")}.`);
  process.exit(1);
}

/** A file that takes longer waits for something that never comes. */
const HUNG_AFTER_MS = 180_000;

/** The gate's own limit is 15 minutes; a run that hangs shall fail, not wait. */
const WHOLE_RUN_MS = 14 * 60_000;

const SUMMARY = ["--test-reporter=./scripts/test-summary.ts", "--test-reporter-destination=stdout"];
const lcov = "coverage/lcov.info";
const reporters = withCoverage
  ? [
      "--experimental-test-coverage",
      "--test-coverage-include=src/**/*.ts",
      "--test-reporter=lcov",
      `--test-reporter-destination=${lcov}`,
      ...SUMMARY,
    ]
  : SUMMARY;
if (withCoverage) mkdirSync("coverage", { recursive: true });

/** Compare times: other tests beside them would be measured too, and counting lines costs more than the work. */
const ALONE = ["tests/e2e/speed-guard.test.ts", "tests/e2e/parity-proxy-speed.test.ts"];

const isAlone = (file: string) => ALONE.some((alone) => file.endsWith(alone));
const [alone, together] = [files.filter(isAlone), files.filter((file) => !isAlone(file))];
const stopAt = Date.now() + WHOLE_RUN_MS;
// Where the first run leaves its counts for the closing line of the second.
const tallies = mkdtempSync(join(tmpdir(), "pomodoro-tests-"));

function run(some: readonly string[], options: readonly string[]): number {
  if (some.length === 0) return 0;
  const { status } = spawnSync(
    process.execPath,
    ["--test", `--test-timeout=${HUNG_AFTER_MS}`, ...options, ...some],
    {
      stdio: "inherit",
      timeout: Math.max(1, stopAt - Date.now()),
      killSignal: "SIGKILL",
      env: { ...process.env, NODE_ENV: "test", TEST_TALLY: join(tallies, "tally.json") },
    },
  );
  return status ?? 1;
}

const statuses = [
  run(together, [`--test-concurrency=${availableParallelism()}`, ...reporters]),
  run(alone, ["--test-concurrency=1", ...SUMMARY]),
];
rmSync(tallies, { recursive: true });
const failed = statuses.find((status) => status !== 0);
if (failed !== undefined) process.exit(failed);
if (withCoverage && wanted.length === 0) process.exit(checkCoverage(lcov));

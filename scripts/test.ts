/**
 * `npm test`: runs every test file with Node's own runner. PostgreSQL and Redis are used when they answer;
 * their absence is said loudly, and fails the run in CI, where nothing may be skipped.
 *
 *   npm test                       everything
 *   npm test -- tests/unit         one folder or file
 *   npm test -- --coverage         with the coverage floor of the folders that carry the arithmetic
 */
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { checkCoverage } from "./coverage.ts";

const args = process.argv.slice(2);
const withCoverage = args.includes("--coverage") || process.env.CI === "true";
const wanted = args.filter((arg) => !arg.startsWith("--"));
const roots = wanted.length > 0 ? wanted : ["tests"];
const files = roots
  .flatMap((root) => (root.endsWith(".test.ts") ? [root] : globSync(`${root}/**/*.test.ts`)))
  .sort();
if (files.length === 0) {
  console.error(`No test file below ${roots.join(", ")}.`);
  process.exit(1);
}

/** A file that takes longer waits for something that never comes. */
const HUNG_AFTER_MS = 180_000;

/** The gate's own limit is 15 minutes; a run that hangs shall fail, not wait. */
const WHOLE_RUN_MS = 14 * 60_000;

const lcov = "coverage/lcov.info";
const reporters = withCoverage
  ? [
      "--experimental-test-coverage",
      "--test-coverage-include=src/**/*.ts",
      "--test-reporter=lcov",
      `--test-reporter-destination=${lcov}`,
      "--test-reporter=./scripts/test-summary.ts",
      "--test-reporter-destination=stdout",
    ]
  : ["--test-reporter=./scripts/test-summary.ts", "--test-reporter-destination=stdout"];
if (withCoverage) mkdirSync("coverage", { recursive: true });

const run = spawnSync(
  process.execPath,
  [
    "--test",
    `--test-concurrency=${availableParallelism()}`,
    `--test-timeout=${HUNG_AFTER_MS}`,
    ...reporters,
    ...files,
  ],
  {
    stdio: "inherit",
    timeout: WHOLE_RUN_MS,
    killSignal: "SIGKILL",
    env: { ...process.env, NODE_ENV: "test" },
  },
);
if (run.status !== 0) process.exit(run.status ?? 1);
if (withCoverage && wanted.length === 0) process.exit(checkCoverage(lcov));

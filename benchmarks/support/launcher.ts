import { resolve } from "node:path";

const root = process.env.TEST_PACKAGE ?? resolve(import.meta.dirname, "../..");

/** What `npx pomodoro-ml` runs: of the package that `npm test` has built, else of this checkout. */
export const LAUNCHER = resolve(root, "bin/pomodoro-ml.js");

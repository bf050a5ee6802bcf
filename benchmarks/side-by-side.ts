/**
 * Writes docs/benchmarks.md and its charts from the committed results: `npm run bench -- --render`.
 */
import { writeReport } from "./report/report.ts";

writeReport();

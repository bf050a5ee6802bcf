/**
 * Directions of dependency, as ARCHITECTURE.md states them:
 * time ← stats ← models; schemas; db ← repositories ← services ← api ← app ← server; the CLI enters at services.
 */
const outside =
  "node_modules|^node:|^(fs|path|os|net|http|crypto|zlib|stream|child_process|cluster|util|events)(/|$)";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "A cycle means two files are one idea, or one of them knows too much.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "models-are-pure",
      severity: "error",
      comment: "Models and statistics do no I/O: they see one another, schemas and the calendar.",
      from: { path: "^src/(models|stats)/" },
      to: { pathNot: "^src/(models|stats|schemas)/|^src/time/calendar\\.ts$" },
    },
    {
      name: "time-is-a-leaf",
      severity: "error",
      from: { path: "^src/time/" },
      to: { pathNot: "^src/time/" },
    },
    {
      name: "drivers-only-in-db",
      severity: "error",
      comment: "Both databases are opened in one place; everything else speaks to the contract.",
      from: { pathNot: "^src/db/" },
      to: { path: "^(node:)?sqlite$|node_modules/(pg|@types/pg)/" },
    },
    {
      name: "sql-only-in-repositories",
      severity: "error",
      from: { pathNot: "^src/(db|repositories)/" },
      to: { path: "node_modules/kysely/" },
    },
    {
      name: "adapters-only-from-the-composition-root",
      severity: "error",
      comment: "Services see ports.ts; what makes a port real is chosen once.",
      from: { pathNot: "^src/(adapters/|dependencies\\.ts$)" },
      to: { path: "^src/adapters/" },
    },
    {
      name: "api-sees-services-only",
      severity: "error",
      comment: "A route parses, calls one service method, answers.",
      from: { path: "^src/api/" },
      to: { path: "^src/(repositories|models|db|backtest)/" },
    },
    {
      name: "services-do-not-look-up",
      severity: "error",
      from: { path: "^src/services/" },
      to: { path: "^src/(api|middleware|cli|app\\.ts|server\\.ts|dependencies\\.ts)" },
    },
    {
      name: "repositories-do-not-look-up",
      severity: "error",
      from: { path: "^src/(repositories|db)/" },
      to: {
        path: "^src/(services|api|middleware|cli|models|app\\.ts|server\\.ts|dependencies\\.ts)",
      },
    },
    {
      name: "backtest-is-pure",
      severity: "error",
      from: { path: "^src/backtest/" },
      to: {
        pathNot: `^src/(backtest|models|stats|schemas|time)/|node_modules/csv-parse/`,
        path: outside,
      },
    },
    {
      name: "no-test-code-in-the-service",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(tests|benchmarks|scripts)/" },
    },
    {
      name: "everything-resolves",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};

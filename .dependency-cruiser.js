/**
 * Directions of dependency, as ARCHITECTURE.md states them:
 * time ← stats ← models; db ← repositories ← cache, profiles, sessions ← services ← http; the CLI enters at services.
 */
const outside =
  "node_modules|^node:|^(fs|path|os|net|http|crypto|zlib|stream|child_process|cluster|util|events)(/|$)";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment:
        "A cycle means two files are one idea, or one of them knows too much; one of types alone too.",
      from: {},
      to: { circular: true },
    },
    {
      name: "models-are-pure",
      severity: "error",
      comment:
        "Models and statistics do no I/O: they see one another, schemas, the calendar and stated days.",
      from: { path: "^src/(models|stats)/" },
      to: { pathNot: "^src/(models|stats|schemas|domain)/|^src/time/(calendar|stated-days)\\.ts$" },
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
      from: { pathNot: "^src/(adapters/|composition/|dependencies\\.ts$)" },
      to: { path: "^src/adapters/" },
    },
    {
      name: "v8-only-in-runtime",
      severity: "error",
      comment: "Flags of V8 are set in one file, src/runtime/heap-growth.ts.",
      from: { pathNot: "^src/runtime/" },
      to: { path: "^(node:)?v8$" },
    },
    {
      name: "opentelemetry-is-loaded-when-it-is-on",
      severity: "error",
      comment: "Only a dynamic import leads there: off, nothing of it is loaded.",
      from: { path: "^src/", pathNot: "^src/adapters/opentelemetry/" },
      to: {
        path: "^src/adapters/opentelemetry/|node_modules/@opentelemetry/",
        dynamic: false,
      },
    },
    {
      name: "composed-in-one-place",
      severity: "error",
      comment:
        "dependencies.ts opens, composition/ composes; everybody else is given what they need.",
      from: { pathNot: "^src/(composition/|dependencies\\.ts$)" },
      to: { path: "^src/composition/" },
    },
    {
      name: "routes-see-use-cases-only",
      severity: "error",
      comment: "A route parses, calls one service method, answers.",
      from: { path: "^src/http/routes/" },
      to: { path: "^src/(repositories|models|db|backtest)/" },
    },
    {
      name: "http-is-the-edge",
      severity: "error",
      comment:
        "Nothing below the edge knows HTTP; processes that listen, and what is composed for them, do.",
      from: { pathNot: "^src/(http/|composition/|workers\\.ts$|cli/commands/serve\\.ts$)" },
      to: { path: "^src/http/" },
    },
    {
      name: "services-do-not-look-up",
      severity: "error",
      from: { path: "^src/(services|cache|profiles|sessions)/" },
      to: { path: "^src/(http|cli|composition)/|^src/dependencies\\.ts$" },
    },
    {
      name: "cache-profiles-and-sessions-know-no-capability",
      severity: "error",
      from: { path: "^src/(cache|profiles|sessions)/" },
      to: { path: "^src/services/" },
    },
    {
      name: "the-cache-knows-no-profile",
      severity: "error",
      from: { path: "^src/cache/" },
      to: { path: "^src/(profiles|sessions|models|repositories)/" },
    },
    {
      name: "telemetry-and-runtime-know-no-use-case",
      severity: "error",
      from: { path: "^src/(telemetry|runtime)/" },
      to: { path: "^src/(http|services|cache|profiles|sessions|repositories|models|cli)/" },
    },
    {
      name: "repositories-do-not-look-up",
      severity: "error",
      from: { path: "^src/(repositories|db)/" },
      to: {
        path: "^src/(services|cache|profiles|sessions|http|cli|composition|models)/|^src/dependencies\\.ts$",
      },
    },
    {
      name: "parity-knows-services-from-outside",
      severity: "error",
      comment: "Both services are asked over the network; neither is looked into.",
      from: { path: "^src/parity/" },
      to: {
        path: "^src/(?!parity/|schemas/|messages/|markup/|time/|runtime/own-files\\.ts$|errors\\.ts$|ports\\.ts$)",
      },
    },
    {
      name: "backtest-is-pure",
      severity: "error",
      from: { path: "^src/backtest/" },
      to: {
        // The one reader of CSV, which is as pure.
        pathNot: `^src/(backtest|models|stats|schemas|domain|time)/|^src/sessions/import/(csv-reader|line-splitter)\\.ts$`,
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

import { defineCommand } from "citty";

/** All commands; each is loaded only when it is called. */
export const rootCommand = defineCommand({
  meta: {
    name: "pomodoro-ml",
    description: "help.program",
  },
  subCommands: {
    serve: () => import("./commands/serve.ts").then((module) => module.serve),
    import: () => import("./commands/import.ts").then((module) => module.importFiles),
    imports: () => import("./commands/imports.ts").then((module) => module.listImports),
    undo: () => import("./commands/undo.ts").then((module) => module.undoImport),
    export: () => import("./commands/export.ts").then((module) => module.exportSessions),
    demo: () => import("./commands/demo.ts").then((module) => module.demo),
    predict: () => import("./commands/predict.ts").then((module) => module.predict),
    recommend: () => import("./commands/recommend.ts").then((module) => module.recommend),
    analyze: () => import("./commands/analyze.ts").then((module) => module.analyze),
    record: () => import("./commands/record.ts").then((module) => module.record),
    rebuild: () => import("./commands/rebuild.ts").then((module) => module.rebuild),
    "convert-ratings": () =>
      import("./commands/convert-ratings.ts").then((module) => module.convertRatings),
    "shift-times": () => import("./commands/shift-times.ts").then((module) => module.shiftTimes),
    settings: () => import("./commands/settings/settings.ts").then((module) => module.settings),
    keys: () => import("./commands/keys/keys.ts").then((module) => module.keys),
    users: () => import("./commands/users/users.ts").then((module) => module.users),
    doctor: () => import("./commands/doctor.ts").then((module) => module.doctor),
    health: () => import("./commands/health.ts").then((module) => module.health),
    migrate: () => import("./commands/migrate.ts").then((module) => module.migrate),
    backup: () => import("./commands/backup.ts").then((module) => module.backup),
    restore: () => import("./commands/restore.ts").then((module) => module.restore),
    parity: () => import("./commands/parity.ts").then((module) => module.parity),
    move: () => import("./commands/move.ts").then((module) => module.move),
    backtest: () => import("./commands/backtest.ts").then((module) => module.backtest),
  },
});

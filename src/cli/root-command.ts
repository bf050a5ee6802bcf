import { defineCommand } from "citty";

/** Every command, loaded only when it is the one that was asked for. */
export const rootCommand = defineCommand({
  meta: {
    name: "pomodoro-ml",
    description:
      "Forecasts, recommendations and honest statistics from a history of focus sessions",
  },
  subCommands: {
    serve: () => import("./commands/serve.ts").then((module) => module.serve),
    demo: () => import("./commands/demo.ts").then((module) => module.demo),
  },
});

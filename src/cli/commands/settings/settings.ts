import { defineCommand } from "citty";

/** A person's own settings. */
export const settings = defineCommand({
  meta: { name: "settings", description: "help.settings_of_person" },
  subCommands: {
    show: () => import("./show.ts").then((module) => module.showSettings),
    set: () => import("./set.ts").then((module) => module.setSettings),
    reset: () => import("./reset.ts").then((module) => module.resetSettings),
  },
});

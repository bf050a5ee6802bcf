import { defineCommand } from "citty";

/** People with stored data. */
export const users = defineCommand({
  meta: { name: "users", description: "help.users" },
  subCommands: {
    list: () => import("./list.ts").then((module) => module.listUsers),
    export: () => import("./export.ts").then((module) => module.exportUser),
    erase: () => import("./erase.ts").then((module) => module.eraseUser),
  },
});

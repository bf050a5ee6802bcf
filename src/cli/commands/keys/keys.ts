import { defineCommand } from "citty";

/** API keys of programs that act for a person. */
export const keys = defineCommand({
  meta: { name: "keys", description: "help.keys" },
  subCommands: {
    create: () => import("./create.ts").then((module) => module.createKey),
    list: () => import("./list.ts").then((module) => module.listKeys),
    revoke: () => import("./revoke.ts").then((module) => module.revokeKey),
    rotate: () => import("./rotate.ts").then((module) => module.rotateKey),
  },
});

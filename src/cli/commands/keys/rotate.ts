import { translate } from "../../../messages/translate.ts";
import { DEFAULT_KEEP_MS } from "../../../services/identity/key-service.ts";
import { defineStrictCommand, jsonArgument } from "../../define-command.ts";
import { keyLines } from "../../key-text.ts";
import { printJson, printLines } from "../../print.ts";
import { readDuration } from "../../read-duration.ts";
import { withDependencies } from "../../with-dependencies.ts";

export const rotateKey = defineStrictCommand({
  name: "rotate",
  description: "Make a key in place of another, which stays good for a while",
  args: {
    key: { type: "positional", required: true, description: "The old one's id or prefix" },
    keep: {
      type: "string",
      description: "How long the old one stays good, such as 24h",
      default: "24h",
    },
    json: jsonArgument,
  },
  run: ({ key, keep, json }) => {
    const keepMs = readDuration("keep", keep) ?? DEFAULT_KEEP_MS;
    return withDependencies(async ({ config, keyService }) => {
      const made = await keyService.rotate(key, keepMs);
      if (json) printJson(made);
      else {
        printLines(
          ...keyLines(config.locale, made.prefix, made),
          translate(config.locale, "cli.keys.rotated", { keep }),
        );
      }
    });
  },
});

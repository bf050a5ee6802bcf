import { translate } from "../../../messages/translate.ts";
import { DEFAULT_KEEP_MS } from "../../../services/identity/key-service.ts";
import { defineStrictCommand, jsonArgument } from "../../define-command.ts";
import { keyLines } from "../../key-text.ts";
import { printJson, printLines } from "../../print.ts";
import { readDuration } from "../../read-duration.ts";
import { withDependencies } from "../../with-dependencies.ts";

export const rotateKey = defineStrictCommand({
  name: "rotate",
  description: "help.keys.rotate",
  args: {
    key: {
      type: "positional",
      valueHint: "help.value.key",
      required: true,
      description: "help.keys.rotate.key",
    },
    keep: {
      type: "string",
      valueHint: "help.value.keep",
      description: "help.keys.rotate.keep",
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

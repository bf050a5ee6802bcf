import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { CommandDef } from "citty";
import { findCommand, resolve } from "../../../src/cli/find-command.ts";
import { rootCommand } from "../../../src/cli/root-command.ts";
import { helpOf, usageOf } from "../../../src/cli/usage.ts";
import { SETTINGS } from "../../../src/config/settings.ts";
import { isMessageKey, type Locale, translate } from "../../../src/messages/translate.ts";

/** Words that no Czech sentence has; a text left in English hardly does without them. */
const ENGLISH = /(?<!\p{L})(the|and|of|with|from|which|are|is|what)(?!\p{L})/iu;
/** What is written as it is in every language: code, names of files, options and settings. */
const VERBATIM = /`[^`]*`|https?:\S+|--[\w-]+|(?<!\p{L})[A-Z][A-Z_]{2,}(?!\p{L})|\{[^}]*\}/gu;

interface Walked {
  readonly path: readonly string[];
  readonly command: CommandDef;
}

async function everyCommand(root: CommandDef, path: readonly string[] = []): Promise<Walked[]> {
  const children = Object.entries((await resolve(root.subCommands)) ?? {});
  const walked = await Promise.all(
    children.map(async ([name, child]) =>
      everyCommand((await resolve(child)) ?? {}, [...path, name]),
    ),
  );
  return [{ path, command: root }, ...walked.flat()];
}

/** Every description and hint of a command and its options. */
async function keysOf({ command }: Walked): Promise<string[]> {
  const args = Object.values((await resolve(command.args)) ?? {});
  const said = (await resolve(command.meta))?.description;
  const hints = args.flatMap(({ valueHint }) => (valueHint === undefined ? [] : [valueHint]));
  return [said ?? "", ...args.map(({ description }) => description ?? ""), ...hints];
}

const COMMANDS = await everyCommand(rootCommand);

async function usageIn(locale: Locale, path: readonly string[]): Promise<string> {
  const found = await findCommand(rootCommand, path);
  return usageOf(found, { locale, stream: process.stderr });
}

describe("--help in Czech", () => {
  for (const walked of COMMANDS) {
    const name = ["pomodoro-ml", ...walked.path].join(" ");

    test(`${name}: every description is there in Czech, and none of them in English`, async () => {
      for (const key of await keysOf(walked)) {
        assert.ok(isMessageKey(key), `${key} of ${name} is no message`);
        if (/^help\.value\.(day|day_start|hour|hours|port|url)$/.test(key)) continue;
        const named = { scopes: "", example: "" };
        assert.notEqual(translate("cs", key, named), translate("en", key, named), key);
      }
    });

    test(`${name}: no English word is left in its usage`, async () => {
      const usage = await usageIn("cs", walked.path);
      assert.match(usage, /^POUŽITÍ pomodoro-ml/m);
      assert.doesNotMatch(usage.replace(VERBATIM, ""), ENGLISH);
    });
  }

  test("the program's own goes on with every setting, described in Czech", async () => {
    const found = await findCommand(rootCommand, []);
    const [english, czech] = await Promise.all(
      (["en", "cs"] as const).map((locale) => helpOf(found, { locale, stream: process.stdout })),
    );
    const settings = czech?.slice(czech.indexOf("NASTAVENÍ")) ?? "";
    assert.doesNotMatch(settings.replace(VERBATIM, ""), ENGLISH);
    for (const { name, description } of Object.values(SETTINGS)) {
      assert.ok(settings.includes(`    ${name} (výchozí: `), name);
      const begin = description.replaceAll("`", "").slice(0, 40);
      assert.ok(english?.includes(begin.slice(0, 30)), name);
      assert.ok(!settings.includes(begin.slice(0, 30)), name);
    }
  });
});

import { FORMAT_NAMES } from "../../domain/import-formats.ts";
import type { Locale } from "../../messages/locale.ts";
import { translate } from "../../messages/translate.ts";
import type { ImportBody } from "../../schemas/imports.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

const PAGE = 1000;

export const listImports = defineStrictCommand({
  name: "imports",
  description: "help.imports",
  args: { user: userArgument, json: jsonArgument },
  run: ({ user, json }) =>
    withDependencies(async ({ config, importHistory }) => {
      const imports: ImportBody[] = [];
      let after: string | undefined;
      do {
        const page = await importHistory.list(user, { after, limit: PAGE });
        imports.push(...page.imports);
        after = page.next ?? undefined;
      } while (after !== undefined);
      if (json) printJson({ imports });
      else if (imports.length === 0) printLines(translate(config.locale, "cli.imports.none"));
      else printLines(...imports.map((one) => importLine(one, config.locale)));
    }),
});

function importLine(one: ImportBody, locale: Locale): string {
  const { id, started_at, format, imported } = one;
  const started = started_at.slice(0, 16).replace("T", " ");
  const file_name = one.file_name ?? "none";
  return translate(locale, "cli.imports.line", {
    ...{
      id,
      started_at: started,
      file_name,
      imported,
      format: FORMAT_NAMES[format],
      state: stateOf(one),
    },
    checkins: one.checkins.imported,
  });
}

function stateOf({ undone_at, finished_at }: ImportBody): string {
  if (undone_at !== null) return "undone";
  return finished_at === null ? "interrupted" : "finished";
}

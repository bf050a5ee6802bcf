import { styleText } from "node:util";
import type { ArgDef, CommandDef } from "citty";
import { SCOPES } from "../domain/principal.ts";
import { isMessageKey, type Locale, translate } from "../messages/translate.ts";
import { resolve } from "./find-command.ts";

/** Target of a usage text: its language, and whether it supports colours. */
export interface UsageTarget {
  readonly locale: Locale;
  readonly stream: NodeJS.WriteStream;
}

/** Values that descriptions refer to. */
const NAMED = { scopes: SCOPES.join(", "), example: '{"trends.avg_productivity": 2}' };

type Style = Parameters<typeof styleText>[0];
type Row = readonly [name: string, description: string];

/** Usage of the command called `name`: the usage line, then its arguments and options. */
export async function renderUsage(
  command: CommandDef,
  name: string,
  target: UsageTarget,
): Promise<string> {
  const paint = (style: Style, text: string) => styleText(style, text, { stream: target.stream });
  const say = (key: string, params = {}) => described(key, target.locale, params);
  const args = Object.entries((await resolve(command.args)) ?? {});
  const positionals = args.filter(([, { type }]) => type === "positional");
  const options = args.filter(([, { type }]) => type !== "positional");
  const children = await resolve(command.subCommands);
  const meta = await resolve(command.meta);
  const words = args.flatMap(([each, arg]) => usageWord(each, arg, say));
  if (children !== undefined) words.push(Object.keys(children).join("|"));
  const head = args.length > 0 ? [name, say("help.usage_options")] : [name];
  const rowsOf = (some: typeof args): Row[] =>
    some.map(([each, arg]) => [shownName(each, arg, say), remarks(arg, say)]);
  const commands = await Promise.all(
    Object.entries(children ?? {}).map(async ([each, child]): Promise<Row> => {
      const said = await resolve((await resolve(child))?.meta);
      return [each, say(said?.description ?? "")];
    }),
  );
  const section = (title: string, rows: readonly Row[]) =>
    rows.length === 0
      ? []
      : [paint(["underline", "bold"], say(title)), "", ...columns(rows, paint), ""];
  const more = paint("cyan", say("help.more_command", { program: name }));
  return [
    paint("gray", `${say(meta?.description ?? "")} (${name})`),
    "",
    `${paint(["underline", "bold"], say("help.usage"))} ${paint("cyan", [...head, ...words].join(" "))}`,
    "",
    ...section("help.arguments", rowsOf(positionals)),
    ...section("help.options", rowsOf(options)),
    ...section("help.commands", commands),
    ...(children === undefined ? [] : [say("help.more", { command: more })]),
  ].join("\n");
}

type Say = (key: string, params?: Record<string, string>) => string;

/** Descriptions of commands are message keys, although citty treats them as text. */
function described(key: string, locale: Locale, params: Readonly<Record<string, string>>): string {
  return isMessageKey(key) ? translate(locale, key, { ...NAMED, ...params }) : key;
}

/** An argument in the usage line: every positional argument, and required options. */
function usageWord(name: string, arg: ArgDef, say: Say): string[] {
  const shown = shownName(name, arg, say);
  if (arg.type === "positional") return [isRequired(arg) ? `<${shown}>` : `[${shown}]`];
  return isRequired(arg) ? [shown] : [];
}

function isRequired({ type, required, default: standard }: ArgDef): boolean {
  if (standard !== undefined) return false;
  return type === "positional" ? required !== false : required === true;
}

function shownName(name: string, arg: ArgDef, say: Say): string {
  const hint = say(arg.valueHint ?? name);
  if (arg.type === "positional") return hint;
  // A hint stands for options that are too many for a line.
  if (arg.type === "enum" && arg.valueHint === undefined)
    return `--${name}=<${(arg.options ?? []).join("|")}>`;
  return arg.type === "boolean" ? `--${name}` : `--${name}=<${hint}>`;
}

function remarks(arg: ArgDef, say: Say): string {
  const standard =
    arg.default === undefined ? "" : say("help.default", { value: String(arg.default) });
  const needed = isRequired(arg) ? say("help.required") : "";
  return [say(arg.description ?? ""), needed, standard].filter((part) => part !== "").join(" ");
}

/** Pads names so that descriptions begin in one column. */
function columns(rows: readonly Row[], paint: (style: Style, text: string) => string): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(
    ([name, text]) => `  ${" ".repeat(width - name.length)}${paint("cyan", name)}    ${text}`,
  );
}

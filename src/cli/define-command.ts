import { type ArgDef, type ArgsDef, type CommandDef, defineCommand, type ParsedArgs } from "citty";
import type { MessageKey } from "../messages/translate.ts";
import { UsageError } from "./command-errors.ts";

/** Options and arguments whose descriptions are message keys, so that `--help` uses the configured language. */
type DescribedArgs = Record<
  string,
  ArgDef & { readonly description: MessageKey; readonly valueHint?: MessageKey }
>;

interface StrictCommand<Args extends DescribedArgs> {
  readonly name: string;
  readonly description: MessageKey;
  readonly args: Args;
  /** Whether the last positional argument may be repeated (`FILE…`); all values are in `args._`. */
  readonly repeatsLast?: boolean;
  /** @param words the words as given, for options that may be repeated */
  run(args: ParsedArgs<Args>, words: readonly string[]): Promise<void>;
}

/** The person whose sessions a command uses. */
export const userArgument = {
  type: "string",
  valueHint: "help.value.user",
  description: "help.option.user",
  default: "default",
} as const;

/** Option of every command that prints results. */
export const jsonArgument = {
  type: "boolean",
  description: "help.option.json",
} as const;

/** A citty command that rejects what citty accepts: unknown options, options without a value, extra words. */
export function defineStrictCommand<const Args extends DescribedArgs>(
  command: StrictCommand<Args>,
): CommandDef<Args> {
  return defineCommand<Args>({
    meta: { name: command.name, description: command.description },
    args: command.args,
    run: async ({ args, rawArgs }) => {
      refuseStrangers(args, command.args, command.repeatsLast ?? false);
      await command.run(args, rawArgs);
    },
  });
}

function refuseStrangers(
  given: { readonly _: readonly string[] } & Readonly<Record<string, unknown>>,
  known: ArgsDef,
  repeatsLast: boolean,
): void {
  for (const [name, value] of Object.entries(given)) {
    const definition = known[kebabCase(name)];
    if (name === "_" || definition?.type === "positional") continue;
    if (definition === undefined) {
      throw new UsageError("command.unknown_option", {
        option: `${name.length === 1 ? "-" : "--"}${name}`,
      });
    }
    if (definition.type === "string" && value === "") {
      throw new UsageError("command.needs_value", { option: name });
    }
  }
  const positionals = Object.values(known).filter(({ type }) => type === "positional").length;
  const extra = given._[positionals];
  if (extra !== undefined && !repeatsLast)
    throw new UsageError("command.unexpected_argument", { argument: extra });
}

/** citty also accepts every option in camel case. */
function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

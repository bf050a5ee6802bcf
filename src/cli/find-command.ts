import type { CommandDef, Resolvable } from "citty";
import { findNearestName } from "../config/nearest-name.ts";
import { UsageError } from "./command-errors.ts";

/** A command found by its name on the command line. */
export interface FoundCommand {
  /** Words of its name, without the program's name. */
  readonly path: readonly string[];
  readonly command: CommandDef;
  /** The remaining words: its arguments. */
  readonly rest: readonly string[];
  /** Set when there is no such command: the error shown with the usage of the last command found. */
  readonly problem: UsageError | undefined;
}

/** Follows the words of a command line through the tree of commands, loading only those on the path. */
export async function findCommand(
  root: CommandDef,
  words: readonly string[],
): Promise<FoundCommand> {
  const path: string[] = [];
  let command = root;
  let rest = words;
  for (;;) {
    const children = await resolve(command.subCommands);
    if (children === undefined) return { path, command, rest, problem: undefined };
    const word = rest[0];
    const child = word === undefined ? undefined : childNamed(children, word);
    if (word === undefined || child === undefined) {
      return { path, command, rest, problem: explain(word, Object.keys(children)) };
    }
    path.push(word);
    command = await child;
    rest = rest.slice(1);
  }
}

/** Resolves a value, or a function that returns one; citty accepts both. */
export async function resolve<Value>(
  value: Resolvable<Value> | undefined,
): Promise<Value | undefined> {
  return value instanceof Function ? value() : value;
}

type Children = Record<string, Resolvable<CommandDef>>;

function childNamed(children: Children, name: string): Promise<CommandDef> | undefined {
  const child = Object.hasOwn(children, name) ? children[name] : undefined;
  if (child === undefined) return undefined;
  return Promise.resolve(child instanceof Function ? child() : child);
}

function explain(word: string | undefined, known: readonly string[]): UsageError {
  if (word === undefined) return new UsageError("command.name_one", { commands: known.join(", ") });
  if (word.startsWith("-")) return new UsageError("command.unknown_option", { option: word });
  const meant = findNearestName(word, known);
  return meant === undefined
    ? new UsageError("command.unknown_command", { command: word })
    : new UsageError("command.unknown_command_near", { command: word, meant });
}

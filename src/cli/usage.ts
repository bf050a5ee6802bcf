import { stripVTControlCharacters } from "node:util";
import { renderUsage } from "citty";
import { renderSettingsHelp } from "../config/settings-text.ts";
import type { FoundCommand } from "./find-command.ts";

const PROGRAM = "pomodoro-ml";

/** How a command is used. */
export async function usageOf(found: FoundCommand, colours: boolean): Promise<string> {
  const parents = [PROGRAM, ...found.path.slice(0, -1)].join(" ");
  const usage =
    found.path.length === 0
      ? await renderUsage(found.command)
      : await renderUsage(found.command, { meta: { name: parents } });
  const text = colours ? usage : stripVTControlCharacters(usage);
  return `${text.replace(/ +$/gm, "").trimEnd()}\n`;
}

/** The same at length: for the program itself also every setting. */
export async function helpOf(found: FoundCommand, colours: boolean): Promise<string> {
  const usage = await usageOf(found, colours);
  if (found.path.length > 0) return usage;
  return `${usage}\nSETTINGS (environment variables, or lines of .env in the working directory)\n\n${renderSettingsHelp()}\n`;
}

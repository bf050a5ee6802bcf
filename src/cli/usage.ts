import { renderSettingsHelp } from "../config/settings-text.ts";
import { translate } from "../messages/translate.ts";
import type { FoundCommand } from "./find-command.ts";
import { renderUsage, type UsageTarget } from "./render-usage.ts";

const PROGRAM = "pomodoro-ml";

/** How a command is used. */
export async function usageOf(found: FoundCommand, target: UsageTarget): Promise<string> {
  const usage = await renderUsage(found.command, [PROGRAM, ...found.path].join(" "), target);
  return `${usage.replace(/ +$/gm, "").trimEnd()}\n`;
}

/** The same at length: for the program itself also every setting. */
export async function helpOf(found: FoundCommand, target: UsageTarget): Promise<string> {
  const usage = await usageOf(found, target);
  if (found.path.length > 0) return usage;
  const heading = translate(target.locale, "help.settings");
  return `${usage}\n${heading}\n\n${renderSettingsHelp(target.locale)}\n`;
}

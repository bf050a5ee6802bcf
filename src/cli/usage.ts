import { renderSettingsHelp } from "../config/settings-text.ts";
import { translate } from "../messages/translate.ts";
import type { FoundCommand } from "./find-command.ts";
import { renderUsage, type UsageTarget } from "./render-usage.ts";

const PROGRAM = "pomodoro-ml";

/** Usage text of a command. */
export async function usageOf(found: FoundCommand, target: UsageTarget): Promise<string> {
  const usage = await renderUsage(found.command, [PROGRAM, ...found.path].join(" "), target);
  return `${usage.replace(/ +$/gm, "").trimEnd()}\n`;
}

/** Full help of a command; for the program itself it includes every setting. */
export async function helpOf(found: FoundCommand, target: UsageTarget): Promise<string> {
  const usage = await usageOf(found, target);
  if (found.path.length > 0) return usage;
  const heading = translate(target.locale, "help.settings");
  return `${usage}\n${heading}\n\n${renderSettingsHelp(target.locale)}\n`;
}

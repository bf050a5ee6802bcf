import { CZECH_GROUPS, CZECH_SETTINGS } from "../messages/cs-settings.ts";
import { type Locale, translate } from "../messages/translate.ts";
import { SETTING_GROUPS } from "./setting.ts";
import { SETTINGS, type SettingKey } from "./settings.ts";

interface SettingRow {
  readonly name: string;
  readonly group: string;
  readonly accepts: string;
  readonly defaultText: string;
  readonly description: string;
  readonly example: string;
  readonly secret: boolean;
}

/** The settings as plain text rows, in the order of the table. */
function settingRows(locale: Locale): SettingRow[] {
  return Object.entries(SETTINGS).map(([key, setting]) => {
    const said = locale === "cs" && isSettingKey(key) ? CZECH_SETTINGS[key] : setting;
    const inWords = "defaultText" in said ? said.defaultText : undefined;
    return {
      name: setting.name,
      group: setting.group,
      accepts: setting.type.accepts,
      defaultText: inWords ?? String(setting.default),
      description: said.description,
      example: setting.example,
      secret: "secret" in setting,
    };
  });
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

/** The settings for `--help`: name and default, then what it does. */
export function renderSettingsHelp(locale: Locale, width = 100): string {
  const lines: string[] = [];
  for (const group of SETTING_GROUPS) {
    lines.push(`  ${locale === "cs" ? CZECH_GROUPS[group] : group}`);
    for (const row of settingRows(locale).filter((each) => each.group === group)) {
      const standard = translate(locale, "help.settings.default", { value: row.defaultText });
      lines.push(`    ${row.name} ${standard}`);
      const { name, description } = row;
      const secret = row.secret ? ` ${translate(locale, "help.settings.secret", { name })}` : "";
      lines.push(...wrap(`${description}${secret}`.replaceAll("`", ""), width, "        "));
    }
  }
  return lines.join("\n");
}

function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    if (line.length + word.length + 1 > width && line !== indent) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  lines.push(line);
  return lines;
}

/** The whole of docs/configuration.md. */
export function renderSettingsPage(): string {
  const parts = [PAGE_HEAD];
  for (const group of SETTING_GROUPS) {
    const rows = settingRows("en").filter((row) => row.group === group);
    parts.push(
      `## ${group}\n`,
      "| Name | Accepts | Default | What it does | Example |",
      "| --- | --- | --- | --- | --- |",
      ...rows.map(
        (row) =>
          `| \`${row.name}\`${row.secret ? " (secret)" : ""} | ${row.accepts} | ${row.defaultText} | ${row.description} | \`${row.example}\` |`,
      ),
      "",
    );
  }
  return parts.join("\n");
}

const PAGE_HEAD = `# Configuration

<!-- Written by scripts/write-config-docs.ts from src/config/settings.ts; a test checks that it is fresh. -->

Everything is set by environment variables, or by lines of the same form (\`NAME=value\`) in a file
\`.env\` in the working directory. The real environment wins over the file. A blank value counts as
absent. \`pomodoro-ml --help\` prints the same table, and \`pomodoro-ml doctor\` says whether what is set works.

A **secret** can be given by a file instead: \`DATABASE_URL_FILE=/run/secrets/database_url\`. Secrets are
never printed, neither in logs nor in error messages.

The service does not start on a guess: an unknown name that begins with \`POMODORO_\`, a value that
cannot be read, or two settings that contradict one another stop it with exit code 2, and every
problem is listed at once. The contradictions are: a secret given both directly and by file; a
\`HOST\` that other machines can reach without \`POMODORO_ALLOW_UNAUTHENTICATED_NETWORK=true\`; more than
one worker on a database in memory.
`;

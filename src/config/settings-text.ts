import { SETTING_GROUPS } from "./setting.ts";
import { SETTINGS } from "./settings.ts";

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
function settingRows(): SettingRow[] {
  return Object.values(SETTINGS).map((setting) => ({
    name: setting.name,
    group: setting.group,
    accepts: setting.type.accepts,
    defaultText: "defaultText" in setting ? setting.defaultText : String(setting.default),
    description: setting.description,
    example: setting.example,
    secret: "secret" in setting,
  }));
}

/** The settings for `--help`: name and default, then what it does. */
export function renderSettingsHelp(width = 100): string {
  const lines: string[] = [];
  for (const group of SETTING_GROUPS) {
    lines.push(`  ${group}`);
    for (const row of settingRows().filter((each) => each.group === group)) {
      lines.push(`    ${row.name} (default: ${row.defaultText})`);
      const secret = row.secret ? ` Or ${row.name}_FILE: a file that holds it.` : "";
      lines.push(...wrap(`${row.description}${secret}`.replaceAll("`", ""), width, "        "));
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
    const rows = settingRows().filter((row) => row.group === group);
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

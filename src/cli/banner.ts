import { type Config, printableUrl } from "../config/config.ts";
import { translate } from "../messages/translate.ts";
import { requestsToTry } from "./next-steps.ts";

/** Text for a person at a terminal once the server listens; the log contains the same for programs. */
export function banner(address: string, config: Config): string {
  const { locale } = config;
  const lines = [
    translate(locale, "cli.banner.listening", { address }),
    translate(locale, "cli.banner.pages", { address }),
    translate(locale, "cli.banner.docs", { address }),
    translate(locale, "cli.banner.database", { database: printableUrl(config.databaseUrl) }),
    translate(locale, "cli.banner.zone", { zone: config.timezone }),
    "",
    ...requestsToTry(address, config),
  ];
  return `\n${lines.join("\n")}\n\n`;
}

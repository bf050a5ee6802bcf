import type { Config } from "../config/config.ts";
import { translate } from "../messages/translate.ts";

/** Example requests for a server at this address. */
export function requestsToTry(address: string, { locale }: Config): string[] {
  return [
    translate(locale, "cli.next"),
    `  curl ${address}/api/prediction/today`,
    `  curl ${address}/api/prediction/week`,
    `  curl ${address}/api/recommendation`,
    `  curl ${address}/api/analysis`,
  ];
}

/** Example commands for a user; `npm start` serves the default user alone. */
export function commandsToTry(userId: string, { locale }: Config): string[] {
  const user = userId === "default" ? "" : ` --user ${userId}`;
  return [
    translate(locale, "cli.next"),
    `  npx pomodoro-ml predict today${user}`,
    `  npx pomodoro-ml predict week${user}`,
    `  npx pomodoro-ml recommend${user}`,
    ...(userId === "default" ? ["  npm start"] : []),
  ];
}

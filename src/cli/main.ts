/** Entry point of all commands. Exit codes: 0 success, 1 failure, 2 invalid command line. */
import cluster from "node:cluster";
import { runCommand } from "citty";
import { findLocale } from "../config/find-locale.ts";
import { packageVersion } from "../runtime/package-version.ts";
import { describeFailure } from "./describe-failure.ts";
import { findCommand } from "./find-command.ts";
import { rootCommand } from "./root-command.ts";
import { helpOf, usageOf } from "./usage.ts";

const words = process.argv.slice(2);
const options = words.slice(0, words.includes("--") ? words.indexOf("--") : undefined);

// The launcher holds the other end of this channel. If it is killed, the process stops as on SIGTERM.
if (process.channel !== undefined && cluster.isPrimary) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
// `pomodoro-ml export | head`: the reader has closed the pipe.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const exitCode = await run();
// The channel of a cluster worker would keep a failed process alive. After success, the process ends when its last
// handle closes.
if (exitCode !== 0) process.exit(exitCode);

async function run(): Promise<number> {
  const found = await findCommand(
    rootCommand,
    words.filter((word) => !isHelp(word)),
  );
  if (options.some(isHelp)) {
    process.stdout.write(await helpOf(found, { locale: findLocale(), stream: process.stdout }));
    return 0;
  }
  if (words.length === 1 && (words[0] === "--version" || words[0] === "-v")) {
    process.stdout.write(`${packageVersion()}\n`);
    return 0;
  }
  try {
    if (found.problem !== undefined) throw found.problem;
    await runCommand(found.command, { rawArgs: [...found.rest] });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const locale = findLocale();
    const failure = describeFailure(error, locale);
    const target = { locale, stream: process.stderr };
    const usage = failure.showUsage ? `${await usageOf(found, target)}\n` : "";
    process.stderr.write(`${usage}pomodoro-ml: ${failure.text}\n`);
    return failure.exitCode;
  }
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}

/** The entry of deploy/switch. Exit codes: 0 done, 1 rolled back or not possible, 2 asked wrongly, 3 stopped. */
import { createAsker } from "./ask.ts";
import { createHaproxy } from "./haproxy.ts";
import { createNginx } from "./nginx.ts";
import { HELP, type Options, readOptions } from "./options.ts";
import { SwitchError } from "./proxy.ts";
import { rollBack, runSwitch, type SwitchTools } from "./run-switch.ts";
import { createStateFile } from "./state.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

const EXIT_CODES = { done: 0, rolled_back: 1, stopped: 3, running: 1 } as const;

process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof SwitchError)) throw error;
  process.stderr.write(`switch: ${error.message}\n`);
  return 1;
});

async function main(): Promise<number> {
  let options: Options | undefined;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof SwitchError)) throw error;
    process.stderr.write(`switch: ${error.message}\nSee deploy/switch --help.\n`);
    return 2;
  }
  if (options === undefined) {
    process.stdout.write(HELP);
    return 0;
  }
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => stopping.abort());
  }
  const proxy = options.proxy === "haproxy" ? createHaproxy(options) : createNginx(options);
  const asker = createAsker();
  const states = createStateFile(options.stateFile);
  try {
    return await act(options, { proxy, asker, states, say, signal: stopping.signal });
  } finally {
    asker.close();
    await proxy.close();
  }
}

async function act(options: Options, tools: SwitchTools): Promise<number> {
  const { proxy, states } = tools;
  switch (options.action) {
    case "print":
      process.stdout.write(proxy.rendered);
      return 0;
    case "install":
      say(
        (await proxy.install())
          ? `Wrote ${options.config}: start or reload the proxy.`
          : `${options.config} is as it should be.`,
      );
      return 0;
    case "status":
      say(JSON.stringify({ ...states.read(), share: await proxy.share() }, null, 2));
      return 0;
    case "rollback":
      await rollBack(options, tools, "asked to", states.read());
      return 0;
    case "switch":
      return EXIT_CODES[(await runSwitch(options, tools)).status];
  }
}

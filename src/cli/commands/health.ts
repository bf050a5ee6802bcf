import { readEnvironment } from "../../config/environment.ts";
import { readConfig } from "../../config/read-config.ts";
import { defineStrictCommand } from "../define-command.ts";
import { printLines } from "../print.ts";

/** Below the usual limit of an orchestrator, which is three seconds. */
const MAX_WAIT_MS = 2000;

export const health = defineStrictCommand({
  name: "health",
  description: "help.health",
  args: {
    url: { type: "string", valueHint: "help.value.server", description: "help.health.url" },
  },
  async run({ url }) {
    const { host, port } = readConfig(readEnvironment());
    const address = url ?? `http://${nameOf(host)}:${port}`;
    const signal = AbortSignal.timeout(MAX_WAIT_MS);
    const said = await fetch(new URL("/readyz", address), { signal }).then(
      async (answer) => ({ ready: answer.ok, text: await answer.text() }),
      (error: unknown) => ({ ready: false, text: String(error) }),
    );
    printLines(said.text);
    if (!said.ready) process.exitCode = 1;
  },
});

/** Host name by which a server that listens on all addresses is reached from its own machine. */
function nameOf(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

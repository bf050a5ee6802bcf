import cluster from "node:cluster";
import { readEnvironment, setForThisRun } from "../../config/environment.ts";
import { readConfig } from "../../config/read-config.ts";
import { SETTINGS } from "../../config/settings.ts";
import type { Dependencies } from "../../dependencies.ts";
import { banner } from "../banner.ts";
import { defineStrictCommand } from "../define-command.ts";

export const serve = defineStrictCommand({
  name: "serve",
  description: "help.serve",
  args: {
    port: { type: "string", valueHint: "help.value.port", description: "help.serve.port" },
    demo: { type: "boolean", description: "help.serve.demo" },
  },
  async run({ demo, port }) {
    if (port !== undefined) setForThisRun(SETTINGS.port.name, port);
    const config = readConfig(readEnvironment());
    if (cluster.isWorker) {
      const { runServer } = await import("../../http/server.ts");
      return runServer(config, { role: "worker" });
    }
    const prepare = demo ? fillWhenEmpty : async () => {};
    const onListening = (address: string) => {
      if (process.stderr.isTTY || demo) process.stderr.write(banner(address, config));
    };
    if (config.workers > 1) {
      const { runWorkers } = await import("../../workers.ts");
      return runWorkers(config, { prepare, onListening });
    }
    const { runServer } = await import("../../http/server.ts");
    return runServer(config, { prepare, onListening });
  },
});

async function fillWhenEmpty(dependencies: Dependencies): Promise<void> {
  const { fillDemo } = await import("../../demo/fill-demo.ts");
  const { DEFAULT_SEED } = await import("../../demo/generate-demo.ts");
  const filled = await fillDemo(dependencies, "default", DEFAULT_SEED);
  if ("occupiedBy" in filled) return;
  const context = { sessions: filled.sessions, checkins: filled.checkins };
  dependencies.logger.info({ event_type: "DEMO_FILLED", context }, "invented a year of sessions");
}

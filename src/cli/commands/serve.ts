import cluster from "node:cluster";
import { readEnvironment } from "../../config/environment.ts";
import { readConfig } from "../../config/read-config.ts";
import { defineStrictCommand } from "../define-command.ts";

export const serve = defineStrictCommand({
  name: "serve",
  description: "Serve the HTTP API until it is told to stop",
  args: {},
  async run() {
    const config = readConfig(readEnvironment());
    if (cluster.isWorker) {
      const { runServer } = await import("../../server.ts");
      await runServer(config, { asServer: false, migrate: false });
    } else if (config.workers > 1) {
      const { runWorkers } = await import("../../workers.ts");
      await runWorkers(config);
    } else {
      const { runServer } = await import("../../server.ts");
      await runServer(config);
    }
  },
});

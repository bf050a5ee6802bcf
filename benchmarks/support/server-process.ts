import { LAUNCHER } from "./launcher.ts";
import { startLoggedProcess } from "./logged-process.ts";

export interface ServerProcess {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the service as its users do, on a free port, and waits until it listens. Its log goes to a file.
 *
 * @param launcher of another checkout, to compare with this one
 */
export async function startServerProcess(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  launcher = LAUNCHER,
): Promise<ServerProcess> {
  const command = {
    program: process.execPath,
    args: [launcher, "serve", ...args],
    env: { PORT: "0", LOG_LEVEL: "info", ...env },
  };
  return startLoggedProcess(
    command,
    async (service) => /"address":"(http:[^"]+)"/.exec(service.readLog())?.[1],
  );
}

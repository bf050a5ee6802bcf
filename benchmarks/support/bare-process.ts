import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { ServerProcess } from "./server-process.ts";

/** Starts benchmarks/support/bare-server.ts, which answers everything with this body. */
export async function startBareProcess(body: Uint8Array): Promise<ServerProcess> {
  const child = spawn(process.execPath, ["benchmarks/support/bare-server.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  child.stdin.end(body);
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return {
    address: String(line),
    pid: child.pid ?? 0,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

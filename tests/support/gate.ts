import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";

/** How a server behind a gate seems to fail. */
export type Fault = "says 500" | "breaks off" | "hangs" | "answers late";

/** Stands before a server and can make it seem to fail, while the server itself goes on. */
export interface Gate {
  readonly address: string;
  /** Nothing: requests pass. */
  fault: Fault | undefined;
  close(): void;
}

const LATE_MS = 150;

export async function openGate(server: string): Promise<Gate> {
  const agent = new Agent({ keepAlive: true });

  function pass(from: IncomingMessage, to: ServerResponse): void {
    const { method, headers } = from;
    const passed = request(new URL(from.url ?? "/", server), { agent, method, headers });
    passed.on("response", (answer) => {
      const { connection: _, ...received } = answer.headers;
      to.writeHead(answer.statusCode ?? 502, received);
      pipeline(answer, to, () => {});
    });
    passed.on("error", () => to.destroy());
    to.on("close", () => passed.destroy());
    from.pipe(passed);
  }

  const gate = createServer((from, to) => {
    if (state.fault === "says 500") to.writeHead(500).end("broken");
    else if (state.fault === "breaks off") to.destroy();
    else if (state.fault === "answers late") setTimeout(() => pass(from, to), LATE_MS);
    else if (state.fault === undefined) pass(from, to);
  });
  await new Promise<void>((resolve) => gate.listen(0, "127.0.0.1", resolve));
  const address = gate.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const state: Gate = {
    address: `http://127.0.0.1:${address.port}`,
    fault: undefined,
    close() {
      gate.closeAllConnections();
      gate.close();
      agent.destroy();
    },
  };
  return state;
}

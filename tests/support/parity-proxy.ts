import { createServer, type RequestListener } from "node:http";
import { KNOWN_DIFFERENCES } from "../../src/parity/accepted.ts";
import { type Mirror, openMirror } from "../../src/parity/proxy/mirror.ts";
import { startProxy } from "../../src/parity/proxy/proxy.ts";

export const NOBODY = "http://127.0.0.1:1";

export interface Standing extends AsyncDisposable {
  readonly address: string;
  readonly mirror: Mirror;
}

/** A proxy in front of the old service that mirrors to ours. */
export async function standBetween(old: string, fresh: string): Promise<Standing> {
  const mirror = openMirror({
    fresh,
    deadlineMs: 60_000,
    maxBytes: 1_000_000,
    accepted: KNOWN_DIFFERENCES,
    tolerances: new Map(),
    locale: "en",
  });
  const proxy = await startProxy({ old: new URL(old), mirror, host: "127.0.0.1", port: 0 });
  return {
    address: proxy.address,
    mirror,
    async [Symbol.asyncDispose]() {
      await proxy.close();
      await mirror.close();
    },
  };
}

/** A server of plain handlers, on a free port. */
export async function serve(
  listener: RequestListener,
): Promise<AsyncDisposable & { address: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

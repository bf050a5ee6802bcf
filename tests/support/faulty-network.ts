import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** One connection through the proxy. */
export interface FaultyConnection {
  /** Passes nothing on in either direction any more, and says nothing: a cable pulled out. */
  freeze(): void;
  /** Ends both sides abruptly. */
  cut(): void;
}

export interface FaultyNetwork {
  readonly port: number;
  /** All connections so far, oldest first. */
  readonly connections: readonly FaultyConnection[];
  /** Whether new connections are let through; otherwise they are ended at once. */
  open: boolean;
  /** Whether new connections are accepted, and nothing is passed on: packets lost without a word. */
  isSilent: boolean;
  /** How much later than the server sends them answers arrive. */
  delayMs: number;
  /** Where new connections lead from now on; those there are stay where they are. */
  leadTo(port: number): void;
  close(): Promise<void>;
}

/** Stands between a client and a server and does to their connections what networks do. */
export async function faultyNetwork(host: string, port: number): Promise<FaultyNetwork> {
  const sockets = new Set<Socket>();
  const connections: FaultyConnection[] = [];
  let serverPort = port;
  const server = createServer((client) => {
    if (!network.open) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(serverPort, host);
    let isFrozen = network.isSilent;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        // A side that is cut off by silence is not told that the other side has closed.
        if (isFrozen) return;
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (chunk) => {
      if (!isFrozen) upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      const pass = () => {
        if (!isFrozen) client.write(chunk);
      };
      if (network.delayMs === 0) pass();
      else setTimeout(pass, network.delayMs);
    });
    connections.push({
      freeze() {
        isFrozen = true;
      },
      cut() {
        client.resetAndDestroy();
        upstream.resetAndDestroy();
      },
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const network: FaultyNetwork = {
    port: typeof address === "object" && address !== null ? address.port : 0,
    connections,
    open: true,
    isSilent: false,
    delayMs: 0,
    leadTo(other) {
      serverPort = other;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return network;
}

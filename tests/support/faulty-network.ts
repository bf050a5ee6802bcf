import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { Transform } from "node:stream";

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
  /** How much later than the server sends them answers arrive. */
  delayMs: number;
  close(): Promise<void>;
}

/** Stands between a client and a server and does to their connections what networks do. */
export async function faultyNetwork(host: string, port: number): Promise<FaultyNetwork> {
  const sockets = new Set<Socket>();
  const connections: FaultyConnection[] = [];
  const server = createServer((client) => {
    if (!proxy.open) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        client.destroy();
        upstream.destroy();
      });
    }
    const slow = new Transform({
      transform(chunk, _encoding, done) {
        if (proxy.delayMs === 0) done(null, chunk);
        else setTimeout(() => done(null, chunk), proxy.delayMs);
      },
    });
    client.pipe(upstream).pipe(slow).pipe(client);
    connections.push({
      freeze() {
        client.unpipe(upstream).pause();
        upstream.unpipe(slow).pause();
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
  const proxy: FaultyNetwork = {
    port: typeof address === "object" && address !== null ? address.port : 0,
    connections,
    open: true,
    delayMs: 0,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}

/**
 * Bare servers as workers on one port, to compare ways of sharing it. Prints the primary's address and each worker's
 * process id as JSON lines; replaces workers that die; serves until it is killed.
 *
 *   node benchmarks/support/bare-cluster.ts round-robin|shared-socket|reuse-port
 */
import cluster from "node:cluster";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";

const WORKERS = 2;
const BODY = "x".repeat(1000);
const way = process.argv[2];

if (cluster.isPrimary) {
  cluster.schedulingPolicy = way === "round-robin" ? cluster.SCHED_RR : cluster.SCHED_NONE;
  const port = String(await freePort());
  for (let i = 0; i < WORKERS; i++) cluster.fork({ BARE_PORT: port });
  cluster.on("exit", () => cluster.fork({ BARE_PORT: port }));
} else {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-length": String(BODY.length) }).end(BODY, "latin1");
  });
  const port = Number(process.env.BARE_PORT);
  server.listen({ port, host: "127.0.0.1", reusePort: way === "reuse-port" }, () => {
    console.log(JSON.stringify({ address: `http://127.0.0.1:${port}`, worker: process.pid }));
  });
  process.on("disconnect", () => process.exit());
}

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address === null || typeof address === "string" ? 0 : address.port;
}

/** Streams without end at the least cost that node:http has; each request to `/tell` writes to all of them. */
import { createServer, type ServerResponse } from "node:http";

const open = new Set<ServerResponse>();
const server = createServer((request, response) => {
  if (request.url === "/tell") {
    for (const stream of open) stream.write("event: data\n\n");
    response.writeHead(204).end();
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write("event: data\n\n");
  open.add(response);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address !== "string") {
    console.log(`http://127.0.0.1:${address.port}`);
  }
});

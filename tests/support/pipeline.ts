import { once } from "node:events";
import { connect } from "node:net";
import { eventually } from "./eventually.ts";

export interface RawAnswer {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** One connection to a server, for requests that must arrive together or be left without an answer. */
export interface Pipeline extends Disposable {
  /** Sends requests in one piece, which the server meets in one turn of its loop; answers come in order. */
  ask(...requests: readonly string[]): Promise<RawAnswer[]>;
  send(request: string): void;
  end(): void;
}

export function get(path: string, ...headers: readonly string[]): string {
  return [`GET ${path} HTTP/1.1`, "Host: localhost", ...headers, "", ""].join("\r\n");
}

export async function openPipeline(address: string): Promise<Pipeline> {
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {});
  let received = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
  });

  function takeAnswer(): RawAnswer | undefined {
    const headEnd = received.indexOf("\r\n\r\n");
    if (headEnd < 0) return undefined;
    const [first = "", ...lines] = received.toString("latin1", 0, headEnd).split("\r\n");
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const end = headEnd + 4 + Number(headers.get("content-length") ?? 0);
    if (received.length < end) return undefined;
    const body = received.toString("utf8", headEnd + 4, end);
    received = received.subarray(end);
    return { status: Number(first.split(" ")[1]), headers, body };
  }

  return {
    async ask(...requests) {
      const answers: RawAnswer[] = [];
      socket.write(requests.join(""));
      const areAllHere = () => {
        for (let next = takeAnswer(); next !== undefined; next = takeAnswer()) answers.push(next);
        return answers.length >= requests.length;
      };
      await eventually(`${requests.length} answers`, areAllHere, 5000);
      return answers;
    },
    send: (request) => socket.write(request),
    end: () => socket.destroy(),
    [Symbol.dispose]: () => socket.destroy(),
  };
}

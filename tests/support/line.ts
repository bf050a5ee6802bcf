import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";

/** One kept-alive connection to a server; a request after its end opens it anew, and none is sent twice. */
export interface Line {
  /** Rejects when the connection breaks, or nothing comes back for a while. */
  ask(path: string, options?: Sent): Promise<LineAnswer>;
  close(): void;
}

export interface Sent {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LineAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Longer than anything here takes on a machine that is busy with other tests. */
const MAX_WAIT_MS = 20_000;

export function openLine(address: string): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async ask(path, { method = "GET", body, headers = {} } = {}) {
      const { promise, resolve, reject } = Promise.withResolvers<LineAnswer>();
      const sent = request(new URL(path, address), { agent, method, timeout: MAX_WAIT_MS });
      sent.on("timeout", () => sent.destroy(new Error(`no answer to ${method} ${path}`)));
      sent.on("error", reject);
      sent.on("response", (response) => {
        const { statusCode = 0 } = response;
        text(response).then(
          (received) => resolve({ status: statusCode, headers: response.headers, body: received }),
          reject,
        );
      });
      for (const [name, value] of Object.entries(headers)) sent.setHeader(name, value);
      if (body !== undefined) sent.setHeader("content-type", "application/json");
      sent.end(body === undefined ? undefined : JSON.stringify(body));
      return promise;
    },
    close: () => agent.destroy(),
  };
}

/** Whether the server asks the client to leave with this answer. */
export function tellsToLeave({ headers }: LineAnswer): boolean {
  return headers.connection === "close";
}

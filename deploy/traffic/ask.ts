import { once } from "node:events";
import { Agent, request } from "node:http";

const PATIENCE_MS = 2000;

/** Milliseconds until the whole answer was there; nothing when there was none, or one with 5xx. */
export type Asked = number | undefined;

export interface Asker {
  ask(server: URL, path: string): Promise<Asked>;
  close(): void;
}

export function createAsker(): Asker {
  const agent = new Agent({ keepAlive: true });
  return {
    async ask(server, path) {
      const began = performance.now();
      try {
        const sent = request(new URL(path, server), {
          agent,
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        sent.end();
        const [answer] = await once(sent, "response");
        answer.resume();
        await once(answer, "end");
        return answer.statusCode < 500 ? performance.now() - began : undefined;
      } catch {
        return undefined;
      }
    },
    close: () => agent.destroy(),
  };
}

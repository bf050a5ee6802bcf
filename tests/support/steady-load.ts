import { setTimeout as delay } from "node:timers/promises";
import { type LineAnswer, openLine } from "./line.ts";

/** Clients that ask and write over kept-alive connections until they are told to stop. */
export interface SteadyLoad {
  /** Requests answered so far. */
  readonly answered: () => number;
  /** What was not answered as it should be, in words. */
  readonly failures: readonly string[];
  /** Ids of the sessions whose write was acknowledged, each once. */
  readonly written: readonly string[];
  stop(): Promise<void>;
}

const EACH_PAUSES_MS = 800;
const WRITERS_ONE_IN = 20;
const QUESTIONS = ["/api/prediction/today", "/api/recommendation", "/api/burnout-risk"];

/** @param firstNumber writes are of sessions numbered from here on, so that two loads never write the same one */
export function startLoad(address: string, clients: number, firstNumber: number): SteadyLoad {
  let isOver = false;
  let answered = 0;
  let next = firstNumber;
  const failures: string[] = [];
  const written: string[] = [];

  async function live(client: number): Promise<void> {
    const line = openLine(address);
    const isWriter = client % WRITERS_ONE_IN === 0;
    for (let round = 0; !isOver; round++) {
      const question = QUESTIONS[(client + round) % QUESTIONS.length] ?? "/";
      const number = next++;
      const send = () => (isWriter ? write(line, number) : line.ask(question)).catch(brokenOff);
      let answer = await send();
      // A machine that is busy with other tests: the service says so, and means "again".
      while (isOverloaded(answer)) {
        await delay(EACH_PAUSES_MS);
        answer = await send();
      }
      answered += 1;
      if (answer.status !== (isWriter ? 201 : 200))
        failures.push(`${answer.status} ${answer.body}`);
      else if (isWriter) written.push(JSON.parse(answer.body).id);
      await delay(EACH_PAUSES_MS);
    }
    line.close();
  }

  const all = Array.from({ length: clients }, (_, client) => live(client));
  return {
    answered: () => answered,
    failures,
    written,
    async stop() {
      isOver = true;
      await Promise.all(all);
    },
  };
}

function write(line: ReturnType<typeof openLine>, number: number): Promise<LineAnswer> {
  const start = new Date(Date.parse("2024-01-01T00:00:00Z") + number * 60_000).toISOString();
  return line.ask("/api/sessions", {
    method: "POST",
    headers: { "idempotency-key": `switch-${number}` },
    body: { start, duration_minutes: 25 },
  });
}

function isOverloaded({ status, headers, body }: LineAnswer): boolean {
  return status === 503 && "retry-after" in headers && body.includes(":error:overloaded");
}

function brokenOff(error: unknown): LineAnswer {
  return { status: 0, headers: {}, body: String(error) };
}

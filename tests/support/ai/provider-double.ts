import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { ProviderKind } from "../../../src/ports.ts";

/** One question as it arrived. */
export interface ReceivedQuestion {
  readonly kind: ProviderKind;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, unknown>;
  readonly isStreamed: boolean;
}

/** Answers one question in whatever way. */
export type Behaviour = (
  response: ServerResponse,
  question: ReceivedQuestion,
  double: ProviderDouble,
) => void | Promise<void>;

/** A provider over real HTTP that speaks OpenAI's protocol under `/v1` and Ollama's under `/api`. */
export interface ProviderDouble {
  readonly cloudUrl: string;
  readonly ollamaUrl: string;
  readonly port: number;
  readonly received: readonly ReceivedQuestion[];
  /** Questions that arrived and are not answered yet. */
  readonly pending: number;
  readonly openSockets: number;
  behave(behaviour: Behaviour): void;
  /** What the model says to the next questions. */
  answer(text: string | ((question: ReceivedQuestion) => string)): void;
  forget(): void;
  close(): Promise<void>;
}

export const MODEL = "double-1";

export async function openProviderDouble(): Promise<ProviderDouble> {
  const sockets = new Set<Socket>();
  let received: ReceivedQuestion[] = [];
  let pending = 0;
  let behaviour: Behaviour = (response, question) => respond(response, question, "{}");

  const server = createServer((request, response) => {
    void handle(request, response);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => {});
    const path = request.url ?? "";
    if (request.method === "GET") {
      sendJson(response, { data: [{ id: MODEL }], models: [{ name: MODEL }] });
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body: Record<string, unknown> = Object(JSON.parse(Buffer.concat(chunks).toString()));
    const question: ReceivedQuestion = {
      kind: path.startsWith("/api/") ? "ollama" : "cloud",
      ...{ path, headers: request.headers, body, isStreamed: body.stream === true },
    };
    received.push(question);
    pending += 1;
    response.on("close", () => {
      pending -= 1;
    });
    await behaviour(response, question, double);
  }

  const port = await listen(server);
  const double: ProviderDouble = {
    port,
    cloudUrl: `http://127.0.0.1:${port}/v1`,
    ollamaUrl: `http://127.0.0.1:${port}`,
    get received() {
      return received;
    },
    get pending() {
      return pending;
    },
    get openSockets() {
      return sockets.size;
    },
    behave(next) {
      behaviour = next;
    },
    answer(text) {
      behaviour = (response, question) =>
        respond(response, question, typeof text === "string" ? text : text(question));
    },
    forget() {
      received = [];
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
  return double;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(portOf(server.address())));
  });
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

export interface RespondOptions {
  /** `null`: the answer has none. */
  readonly finish?: string | null;
  readonly usage?: { readonly input: number; readonly output: number } | null;
  readonly refusal?: string;
}

const USAGE = { input: 400, output: 80 };

/** A whole answer with the text as the model's, streamed when that was asked for. */
export function respond(
  response: ServerResponse,
  question: ReceivedQuestion,
  text: string | null,
  options: RespondOptions = {},
): void {
  if (question.path.endsWith("/embeddings") || question.path.endsWith("/embed")) {
    sendEmbeddings(response, question, inputsOf(question).map(letterVector));
    return;
  }
  if (question.isStreamed) sendStream(response, question, text ?? "", options);
  else sendJson(response, wholeAnswer(question, text, options));
}

/** The answer's body, before it is sent. */
export function wholeAnswer(
  { kind }: ReceivedQuestion,
  content: string | null,
  { finish = "stop", usage = USAGE, refusal }: RespondOptions = {},
): Record<string, unknown> {
  if (kind === "ollama") {
    return {
      ...{ model: MODEL, created_at: "2026-03-02T11:00:00Z", done: finish !== null },
      message: { role: "assistant", content },
      ...(finish === null ? {} : { done_reason: finish }),
      ...(usage === null ? {} : { prompt_eval_count: usage.input, eval_count: usage.output }),
    };
  }
  const message = { role: "assistant", content, ...(refusal === undefined ? {} : { refusal }) };
  return {
    ...{ id: "c1", object: "chat.completion", created: 1, model: MODEL },
    choices: [{ index: 0, message, finish_reason: finish }],
    ...(usage === null
      ? {}
      : { usage: { prompt_tokens: usage.input, completion_tokens: usage.output } }),
  };
}

function sendStream(
  response: ServerResponse,
  question: ReceivedQuestion,
  text: string,
  { finish = "stop", usage = USAGE }: RespondOptions,
): void {
  const pieces = text.match(/[\s\S]{1,7}/g) ?? [];
  response.writeHead(200, { "content-type": streamType(question) });
  for (const piece of pieces) response.write(streamLine(question, piece));
  if (finish !== null) response.write(lastLine(question, finish, usage));
  if (question.kind === "cloud") response.write("data: [DONE]\n\n");
  response.end();
}

export function streamType({ kind }: ReceivedQuestion): string {
  return kind === "cloud" ? "text/event-stream" : "application/x-ndjson";
}

/** One piece of a streamed answer. */
export function streamLine({ kind }: ReceivedQuestion, content: string): string {
  if (kind === "ollama") {
    const message = { role: "assistant", content };
    return `${JSON.stringify({ model: MODEL, created_at: "2026-03-02T11:00:00Z", done: false, message })}\n`;
  }
  const choices = [{ index: 0, delta: { content }, finish_reason: null }];
  return `data: ${JSON.stringify({ id: "c1", created: 1, model: MODEL, choices })}\n\n`;
}

/** The end of a streamed answer, before `[DONE]`. */
export function lastLine(
  question: ReceivedQuestion,
  finish: string,
  usage: RespondOptions["usage"],
): string {
  if (question.kind === "ollama") {
    return `${JSON.stringify(wholeAnswer(question, "", { finish, usage: usage ?? null }))}\n`;
  }
  const choices = [{ index: 0, delta: {}, finish_reason: finish }];
  const counted = usage
    ? { usage: { prompt_tokens: usage.input, completion_tokens: usage.output } }
    : {};
  return `data: ${JSON.stringify({ id: "c1", created: 1, model: MODEL, choices, ...counted })}\n\n`;
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

export function inputsOf({ body }: ReceivedQuestion): string[] {
  return Array.isArray(body.input) ? body.input.map(String) : [];
}

export function sendEmbeddings(
  response: ServerResponse,
  { kind }: ReceivedQuestion,
  vectors: readonly (readonly (number | null)[])[],
): void {
  if (kind === "ollama") {
    const counts = { total_duration: 1, load_duration: 1, prompt_eval_count: 3 };
    sendJson(response, { model: MODEL, embeddings: vectors, ...counts });
    return;
  }
  const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
  sendJson(response, { object: "list", data, model: MODEL, usage: { prompt_tokens: 3 } });
}

/** How often each letter occurs: texts of the same letters are alike. */
export function letterVector(text: string): number[] {
  const vector = new Array<number>(27).fill(0);
  vector[26] = 0.1;
  for (const letter of text.toLowerCase()) {
    const place = letter.charCodeAt(0) - 97;
    if (place >= 0 && place < 26) vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}

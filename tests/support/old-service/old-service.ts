import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { isObject } from "../../../src/parity/compare-values.ts";
import { findOldRoute, type OldRoute } from "../../../src/parity/old-routes.ts";
import { parseDay } from "../../../src/time/calendar.ts";
import { answerOf } from "./answers.ts";
import { DEFECTS, type DefectName } from "./defects.ts";
import type { Asked } from "./figures.ts";
import { inventRows, type OldRow } from "./rows.ts";

export interface Reply {
  readonly status: number;
  /** An object or list is JSON, a text is a page. */
  readonly body: unknown;
}

export interface Call {
  readonly method: string;
  readonly target: string;
  readonly body?: string;
}

export interface OldServiceOptions {
  /** Local time as if it were UTC; the system's when absent. */
  readonly now?: () => number;
  /** Newest first. */
  readonly rows?: readonly OldRow[];
  readonly defects?: readonly DefectName[];
  /** A last change of each answer, such as a planted difference. */
  readonly change?: (route: OldRoute, reply: Reply) => Reply;
}

export interface OldService extends AsyncDisposable {
  readonly address: string;
  /** What was asked so far: method and target. */
  readonly asked: readonly string[];
}

/**
 * A stand-in of the service that this one replaces, written from its contract: all its routes with their shapes and
 * words, Flask's pages for what is refused, and its known defects, each switched on by its number.
 */
export async function startOldService(options: OldServiceOptions = {}): Promise<OldService> {
  const now = options.now ?? Date.now;
  const rows = options.rows ?? inventRows(Math.floor(now() / 86_400_000));
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { method = "GET", url = "/", headers } = request;
    const body = await textOf(request);
    const isJson = headers["content-type"]?.includes("json") === true;
    const call = { method, target: url, ...(isJson ? { body } : {}) };
    send(response, replyTo(call, { rows, nowMs: now() }, options));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

const page = (status: number): Reply => ({ status, body: `<!doctype html><h1>${status}</h1>` });

/** What the stand-in answers to a call, with the text of its JSON body where it has one. */
export function replyTo(
  { method, target, body: text }: Call,
  history: Pick<Asked, "rows" | "nowMs">,
  options: OldServiceOptions = {},
): Reply {
  const route = findOldRoute(method, target);
  if (route === undefined) return page(404);
  const { pathname, searchParams: query } = new URL(target, "http://old");
  const parameter = route.path.includes("{") ? (pathname.split("/").at(-1) ?? "") : "";
  if (route.path.includes("{") && parseDay(parameter) === undefined) {
    return { status: 400, body: { error: "Invalid date" } };
  }
  const body = method === "POST" && text !== undefined ? parse(text) : {};
  const refused = body === undefined ? page(400) : refusal(route, query, body);
  const asked: Asked = { ...history, query, parameter, body: isObject(body) ? body : {} };
  const right =
    refused ?? (route.id === "metrics" ? metrics() : { status: 200, body: answerOf(route, asked) });
  const wrong = (options.defects ?? []).reduce(
    (reply, name) => DEFECTS[name](route, reply, asked),
    right,
  );
  return options.change?.(route, wrong) ?? wrong;
}

/** What the contract refuses. */
function refusal(route: OldRoute, query: URLSearchParams, body: unknown): Reply | undefined {
  if (route.id === "semantic_search" && !query.get("query")) {
    return { status: 400, body: { error: "Missing query" } };
  }
  if (route.id === "ai_expand_suggestion" && !(isObject(body) && isObject(body.suggestion))) {
    return { status: 400, body: { error: "Missing suggestion.topic", answer: "", confidence: 0 } };
  }
  const isOdd =
    route.id === "predict_quality" && (!isObject(body) || typeof body.hour === "string");
  return isOdd ? { status: 400, body: { error: "Invalid body" } } : undefined;
}

const metrics = (): Reply => ({ status: 200, body: "# HELP ml_up Whether it is up\nml_up 1\n" });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, body }: Reply): void {
  const isText = typeof body === "string";
  const type = !isText ? "application/json" : body.startsWith("<") ? "text/html" : "text/plain";
  response.writeHead(status, { "content-type": type });
  response.end(isText ? body : JSON.stringify(body));
}

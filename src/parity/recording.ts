import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { InputError } from "../messages/said.ts";
import { isObject } from "./compare-values.ts";
import { lineOf, type OldRequest } from "./old-request.ts";
import { findOldRoute, type Method } from "./old-routes.ts";

/** Recorded requests that can be repeated. */
export interface Recording {
  /** Without duplicates, in the order of first occurrence. */
  readonly requests: readonly OldRequest[];
  /** Lines or entries that are not requests of a former route, would change something, or exceed the limit. */
  readonly leftOut: number;
}

/** Maximum number of distinct requests. Requests that differ in any parameter, such as a date, are distinct. */
const MAX_DIFFERENT = 5000;

/**
 * Reads requests from an access log of this service (one JSON object per line, URLs without queries) or from a HAR
 * file.
 *
 * @throws InputError for any other file
 */
export async function readRecording(path: string): Promise<Recording> {
  const found = path.endsWith(".har")
    ? entriesOfHar(await readFile(path, "utf8"), path)
    : linesOf(path);
  const requests = new Map<string, OldRequest>();
  let leftOut = 0;
  for await (const entry of found) {
    const request = entry && asRequest(entry);
    if (
      request === undefined ||
      (requests.size >= MAX_DIFFERENT && !requests.has(lineOf(request)))
    ) {
      leftOut += 1;
    } else {
      requests.set(lineOf(request), request);
    }
  }
  if (requests.size === 0) throw new InputError("recording.no_request", { path });
  return { requests: [...requests.values()], leftOut };
}

interface Recorded {
  readonly method: string;
  readonly target: string;
  readonly body?: string;
}

function asRequest({ method, target, body }: Recorded): OldRequest | undefined {
  const route = findOldRoute(method, target);
  if (route === undefined || route.writes) return undefined;
  // With this parameter the former service replaces its list of categories.
  if (route.id === "ai_next_session_suggestion" && /[?&]categories=[^&]/.test(target))
    return undefined;
  const known: Method = method === "POST" ? "POST" : "GET";
  return {
    route,
    method: known,
    target,
    ...(known === "GET" || body === undefined ? {} : { body }),
  };
}

async function* linesOf(path: string): AsyncGenerator<Recorded | undefined> {
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Infinity,
  })) {
    if (line.trim() !== "") yield recordedIn(parse(line));
  }
}

function recordedIn(line: unknown): Recorded | undefined {
  const context = isObject(line) && isObject(line.context) ? line.context : line;
  if (!isObject(context)) return undefined;
  const { method, path } = context;
  return typeof method === "string" && typeof path === "string"
    ? { method, target: path }
    : undefined;
}

function* entriesOfHar(text: string, path: string): Generator<Recorded | undefined> {
  const har = parse(text);
  const log = isObject(har) && isObject(har.log) ? har.log : undefined;
  if (!Array.isArray(log?.entries)) throw new InputError("recording.no_har", { path });
  for (const entry of log.entries) yield recordedInHar(isObject(entry) ? entry.request : undefined);
}

function recordedInHar(request: unknown): Recorded | undefined {
  if (!isObject(request)) return undefined;
  const { method, url, postData } = request;
  if (typeof method !== "string" || typeof url !== "string" || !URL.canParse(url)) return undefined;
  const { pathname, search } = new URL(url);
  const body = isObject(postData) ? postData.text : undefined;
  return { method, target: pathname + search, ...(typeof body === "string" ? { body } : {}) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

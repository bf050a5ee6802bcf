import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import type { LightMyRequestResponse } from "fastify";
import { type TestApp, throughServer } from "../app.ts";
import { seededRandom } from "../random.ts";
import { Description, type Operation } from "./description.ts";
import { type HostileRequest, kindOf, Requests } from "./requests.ts";
import { Values } from "./values.ts";

/** What became of a run. */
export interface Outcome {
  readonly requests: number;
  readonly byStatus: ReadonlyMap<number, number>;
  /** How many requests broke the description; all were refused unless `faults` says otherwise. */
  readonly invalid: number;
  /** Operations that were never answered with success. */
  readonly neverAnswered: readonly string[];
  /** What must not be, one line each. */
  readonly faults: readonly string[];
}

export interface RunOptions {
  readonly seed: number;
  readonly requests: number;
  /** Is called after each request with their number so far. */
  readonly onRequest?: (count: number) => void;
  /** Is called with each fault as it is found. */
  readonly onFault?: (fault: string) => void;
}

const MAX_FAULTS = 50;
/** Every answer comes well before. */
const MAX_WAIT_MS = 10_000;
const PROBLEM = "application/problem+json";

/** Sends requests that are worked out from openapi.json, and judges every answer by it. */
export async function runHostileInput(
  service: Pick<TestApp, "app">,
  { seed, requests: wanted, onRequest, onFault }: RunOptions,
): Promise<Outcome> {
  const description = new Description();
  const random = seededRandom(seed);
  const values = new Values(description, random);
  const requests = new Requests(description, values, random);
  const byStatus = new Map<number, number>();
  const unanswered = new Set(description.operations.map(({ id }) => id));
  const faults: string[] = [];
  const found = (fault: string) => {
    if (faults.length === MAX_FAULTS) return;
    faults.push(fault);
    onFault?.(fault);
  };
  let invalid = 0;
  for (let count = 1; count <= wanted; count += 1) {
    const request = requests.next();
    const received = await Promise.race([
      throughServer(service.app, request.sent),
      delay(MAX_WAIT_MS, undefined, { ref: false }),
    ]);
    if (received === undefined) {
      found(`never answered\n  ${written(request)}`);
      continue;
    }
    const answer = unpacked(received);
    const { statusCode } = answer;
    byStatus.set(statusCode, (byStatus.get(statusCode) ?? 0) + 1);
    if (request.isInvalid) invalid += 1;
    if (statusCode < 400 && request.operation !== undefined)
      unanswered.delete(request.operation.id);
    const fault = faultOf(request, answer, description.operations);
    if (fault !== undefined) found(shown(request, answer, fault));
    for (const [kind, id] of idsIn(request, answer)) values.remember(kind, id);
    onRequest?.(count);
  }
  return { requests: wanted, byStatus, invalid, neverAnswered: [...unanswered], faults };
}

/** What is looked at of an answer; its body is that of the same answer without compression. */
type Answer = Pick<LightMyRequestResponse, "statusCode" | "headers" | "body">;

function unpacked(answer: LightMyRequestResponse): Answer {
  const { statusCode, headers, rawPayload } = answer;
  if (headers["content-encoding"] !== "gzip" || rawPayload.length === 0) return answer;
  return { statusCode, headers, body: gunzipSync(rawPayload).toString() };
}

/** Nothing for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is wrong with an answer; nothing when it is as described. */
function faultOf(
  { operation, isInvalid, sent }: HostileRequest,
  { statusCode, headers, body }: Answer,
  operations: readonly Operation[],
): string | undefined {
  if (statusCode >= 500) return "the service failed";
  if (isInvalid && statusCode < 400 && !refusesParts(body)) {
    return "accepted against its description";
  }
  // Neither has a body to look at.
  if (sent.method === "HEAD" || sent.method === "OPTIONS" || statusCode === 304) return undefined;
  const mediaType = String(headers["content-type"] ?? "").split(";", 1)[0] ?? "";
  const described = operation ?? operations[0];
  const check = described?.answerCheck(statusCode, mediaType);
  if (check === undefined) return `undescribed: ${mediaType}`;
  if (statusCode >= 400 && mediaType !== PROBLEM) return `no problem document: ${mediaType}`;
  if (check === "text") return undefined;
  const value = parsed(body);
  if (value === undefined) return "no JSON";
  if (check(value)) return undefined;
  return `against its schema: ${JSON.stringify(check.errors?.slice(0, 3))}`;
}

/** Of a batch, each part is judged by itself. */
function refusesParts(body: string): boolean {
  return /"invalid":[1-9]/.test(body);
}

function shown(request: HostileRequest, { statusCode, body }: Answer, fault: string): string {
  return `${fault}\n  ${written(request)}\n  ${statusCode} ${body.slice(0, 500)}`;
}

function written({ sent: { method, url, headers, payload } }: HostileRequest): string {
  return `${method} ${url} ${JSON.stringify(headers)} ${String(payload ?? "").slice(0, 500)}`;
}

/** By which other requests can name something, beside the path's word for it. */
function* idsIn(
  { sent }: HostileRequest,
  { headers, body }: Answer,
): Iterable<readonly [kind: string, id: string]> {
  if (!String(headers["content-type"]).startsWith("application/json")) return;
  const found = body
    .slice(0, 5000)
    .matchAll(/"(id|import_id|prefix|next_cursor)":"([^"]{1,200})"/g);
  for (const [, name, id = ""] of found) {
    yield [name === "import_id" ? "imports" : kindOf(String(sent.url)), id];
  }
}

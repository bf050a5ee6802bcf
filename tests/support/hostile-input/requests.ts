import type { InjectOptions } from "fastify";
import { EXAMPLE_REQUESTS } from "../../../scripts/openapi/example-requests.ts";
import { asObject } from "../../../scripts/openapi/json.ts";
import type { Random } from "../random.ts";
import type { Body, Description, Operation, Parameter } from "./description.ts";
import { pick, pickAny, type Values } from "./values.ts";

/** A request, and what the description says about it. */
export interface HostileRequest {
  /** The operation that it asks; nothing when no operation has that method and path. */
  readonly operation: Operation | undefined;
  readonly sent: InjectOptions;
  /** Whether it breaks the description, so that it must not be accepted. */
  readonly isInvalid: boolean;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const MEDIA_TYPES = [
  "application/json",
  "application/json; charset=latin1",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "text/plain",
  "text/csv",
  "application/x-ndjson",
  "application/xml",
  "json",
  ";",
] as const;
const BROKEN_JSON = [
  "",
  "{",
  "[1,",
  '{"a":1,}',
  "\ufeff{}",
  '{"__proto__":{"x":1}}',
  '{"a":1,"a":2}',
  `${"[".repeat(5000)}${"]".repeat(5000)}`,
  "\u0000",
  '"text"',
  "1e999",
] as const;
const HEADERS = [
  "accept",
  "accept-encoding",
  "accept-language",
  "authorization",
  "cache-control",
  "content-encoding",
  "cookie",
  "expect",
  "forwarded",
  "host",
  "idempotency-key",
  "if-modified-since",
  "if-none-match",
  "origin",
  "range",
  "sec-fetch-site",
  "traceparent",
  "transfer-encoding",
  "upgrade",
  "x-api-key",
  "x-forwarded-for",
  "x-pomodoro-user",
  "x-request-id",
] as const;
const HEADER_VALUES = [
  "*",
  "text/html",
  "cs;q=0.9, *;q=0.1",
  "gzip, br;q=x",
  "Bearer pml_aeaqcaibaeaq_AgIC",
  "no-cache",
  "bytes=0-",
  'W/"x", *',
  "https://elsewhere.example",
  "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  "chunked",
] as const;

/** What a request is made of, before it is written down. */
interface Draft {
  readonly parameters: ReadonlyMap<Parameter, unknown>;
  readonly body: Body | undefined;
  readonly value: unknown;
}

/** Requests over every operation: valid ones, such at the edge, and such as nobody should send. */
export class Requests {
  readonly #operations: readonly Operation[];
  readonly #values: Values;
  readonly #random: Random;

  constructor(description: Description, values: Values, random: Random) {
    this.#operations = description.operations;
    this.#values = values;
    this.#random = random;
  }

  next(): HostileRequest {
    const operation = pickAny(this.#operations, this.#random);
    if (operation === undefined) throw new Error("The description has no operations.");
    const example = this.#example(operation);
    if (example !== undefined && this.#values.chance(0.15)) return example;
    const draft = this.#draft(operation);
    const kind = this.#random.uniform();
    if (kind < 0.4) return this.#write(operation, draft);
    if (kind < 0.8) return this.#write(operation, this.#broken(draft));
    return this.#unusual(operation, this.#write(operation, draft));
  }

  /** A request that the documentation shows, which is accepted as a rule. */
  #example(operation: Operation): HostileRequest | undefined {
    const shown = EXAMPLE_REQUESTS.filter(({ operationId }) => operationId === operation.id);
    const example = pickAny(shown, this.#random);
    if (example === undefined) return undefined;
    const { method, url, headers = {}, body } = example;
    const payload = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    const json = typeof body === "object" ? { "content-type": "application/json" } : {};
    return {
      ...{ operation, isInvalid: false },
      sent: {
        method,
        url,
        headers: { ...json, ...headers },
        ...(payload !== undefined && { payload }),
      },
    };
  }

  #draft(operation: Operation): Draft {
    const { parameters, bodies, isBodyRequired } = operation;
    const given = parameters.filter(
      ({ isRequired, place }) => isRequired || this.#values.chance(place === "header" ? 0.15 : 0.4),
    );
    const body =
      isBodyRequired || this.#values.chance(0.7) ? pickAny(bodies, this.#random) : undefined;
    return {
      parameters: new Map(
        given.map((each) => {
          const name =
            each.place === "header" ? each.name : `${kindOf(operation.path)} ${each.name}`;
          return [each, this.#values.fitting(each.schema, name)] as const;
        }),
      ),
      body,
      value: this.#bodyValue(body, bodies),
    };
  }

  #bodyValue(body: Body | undefined, bodies: readonly Body[]): unknown {
    if (body === undefined) return undefined;
    const examples = isFile(body) ? bodies.flatMap((each) => each.examples) : body.examples;
    if (examples.length > 0 && this.#values.chance(0.3)) return pickAny(examples, this.#random);
    return isFile(body) ? this.#values.hostileText() : this.#values.fitting(body.schema);
  }

  #broken({ parameters, body, value }: Draft): Draft {
    const target = pickAny([...parameters.keys()], this.#random);
    if (target === undefined || (body !== undefined && this.#values.chance(0.7))) {
      const broken =
        body !== undefined && isFile(body) ? `${value}\n"` : this.#values.broken(value);
      return { parameters, body, value: broken };
    }
    const others = [...parameters].filter(([each]) => each !== target);
    return { parameters: new Map([...others, [target, this.#values.hostileText()]]), body, value };
  }

  #write(operation: Operation, { parameters, body, value }: Draft): HostileRequest {
    let url = operation.path;
    const query: string[] = [];
    const headers: Record<string, string> = {};
    let isInvalid = false;
    for (const [{ name, place, schema, isValid }, given] of parameters) {
      const text = place === "header" ? latin(String(given)) : String(given).toWellFormed();
      if (!isValid(readAs(asObject(schema), text))) isInvalid = true;
      if (place === "path") url = url.replace(`{${name}}`, encodeURIComponent(text));
      else if (place === "header") headers[name.toLowerCase()] = text;
      else query.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
    }
    const payload = body === undefined ? undefined : written(body, value);
    if (body !== undefined) headers["content-type"] = body.mediaType;
    if (body !== undefined && !isFile(body)) {
      const parsed: unknown = JSON.parse(payload ?? "null");
      // null as the whole body counts as none.
      if (parsed !== null && !body.isValid(withoutBlanks(parsed))) isInvalid = true;
    }
    return {
      operation,
      isInvalid,
      sent: {
        method: methodOf(operation.method),
        url: query.length > 0 ? `${url}?${query.join("&")}` : url,
        headers,
        ...(payload !== undefined && { payload }),
      },
    };
  }

  /** With another method, media type, header or text in place of JSON. */
  #unusual(operation: Operation, request: HostileRequest): HostileRequest {
    const { sent } = request;
    const kind = this.#random.uniform();
    if (kind < 0.2) {
      const method = pick(METHODS, this.#random);
      const isSame = method === operation.method;
      const asked = this.#operations.find(
        (each) => each.method === method && each.path === operation.path,
      );
      return {
        operation: asked,
        isInvalid: isSame && request.isInvalid,
        sent: { ...sent, method },
      };
    }
    const header = (name: string, value: string): HostileRequest => ({
      ...{ operation, isInvalid: false },
      sent: { ...sent, headers: { ...sent.headers, [name]: value } },
    });
    if (kind < 0.35 && sent.payload !== undefined) {
      return header("content-type", pick(MEDIA_TYPES, this.#random));
    }
    if (kind < 0.55 && sent.payload !== undefined) {
      const payload = pick(BROKEN_JSON, this.#random);
      return { operation, isInvalid: false, sent: { ...sent, payload } };
    }
    const value = this.#values.chance(0.6)
      ? pick(HEADER_VALUES, this.#random)
      : latin(this.#values.hostileText());
    const name = pick(HEADERS, this.#random);
    // To a client that accepts anything a stream of events is sent, which has no end.
    const isStream = operation.answerCheck(200, "text/event-stream") !== undefined;
    return name === "accept" && isStream ? request : header(name, value);
  }
}

/** The path's word for what it is about. */
export function kindOf(path: string): string {
  return /^\/api\/([\w-]+)/.exec(path)?.[1] ?? "";
}

/** Whether a body is a file, which is read row by row, and not a value. */
function isFile({ schema }: Body): boolean {
  return schema.type === "string";
}

function written(body: Body, value: unknown): string {
  if (isFile(body)) return String(value).toWellFormed();
  return JSON.stringify(value) ?? "null";
}

/** A text as the type that the schema wants; the text itself when it is no such thing. */
function readAs({ type }: Record<string, unknown>, text: string): unknown {
  if ((type === "integer" || type === "number") && /^-?\d+(\.\d+)?$/.test(text))
    return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

/** What is blank counts as left out. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === "" ? [] : [[name, withoutBlanks(member)]],
    ),
  );
}

/** What can be written in a header. */
function latin(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e\xa0-\xff]/g, "?").slice(0, 4000);
}

function methodOf(name: string): (typeof METHODS)[number] {
  const found = METHODS.find((method) => method === name);
  if (found === undefined) throw new Error(`The description has the method ${name}.`);
  return found;
}

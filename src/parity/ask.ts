import type { OldRequest } from "./old-request.ts";

/** An answer, or the reason why there is none. */
export type Outcome =
  | {
      readonly status: number;
      /** Without charset. */
      readonly mediaType: string;
      /** A JSON value, or the text of another format. */
      readonly body: unknown;
      readonly ms: number;
    }
  | { readonly failure: "timeout" | "unreachable" | "too_large"; readonly ms: number };

export interface AskOptions {
  readonly deadlineMs: number;
  readonly maxBytes: number;
  /** Additional headers, such as a request id or a credential. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Status, format and value of an answer. */
export type Read = Omit<Extract<Outcome, { status: number }>, "ms">;

class TooLarge extends Error {}

/** Sends a request to the service at `base`. Never throws: an aborted or failed request is an outcome. */
export async function ask(base: URL, sent: OldRequest, options: AskOptions): Promise<Outcome> {
  const started = performance.now();
  const passed = () => performance.now() - started;
  const deadline = AbortSignal.timeout(options.deadlineMs);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  try {
    const answer = await fetch(addressOf(base, sent.target), {
      method: sent.method,
      // A redirect is compared as an answer and never followed to another host.
      redirect: "manual",
      headers: {
        accept: "application/json",
        ...(sent.body === undefined ? {} : { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(sent.body === undefined ? {} : { body: sent.body }),
      signal,
    });
    const bytes = await readBounded(answer, options.maxBytes);
    const ms = passed();
    return { ...readAnswer(answer.status, answer.headers.get("content-type"), bytes), ms };
  } catch (error) {
    if (error instanceof TooLarge) return { failure: "too_large", ms: passed() };
    return { failure: deadline.aborted ? "timeout" : "unreachable", ms: passed() };
  }
}

/** Keeps the path of the base URL, because services may be behind a proxy. */
export function addressOf(base: URL, target: string): string {
  return `${base.origin}${base.pathname.replace(/\/$/, "")}${target}`;
}

export function readAnswer(status: number, contentType: string | null, bytes: Uint8Array): Read {
  const mediaType = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const text = new TextDecoder().decode(bytes);
  return { status, mediaType, body: mediaType.endsWith("json") ? parseJson(text) : text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function readBounded(answer: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

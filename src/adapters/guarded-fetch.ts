import { ProviderError } from "../ports.ts";
import { ATTRIBUTES } from "../telemetry/semantic-conventions.ts";
import { addTraceHeaders, withinSpan } from "../telemetry/trace.ts";

/** Longer than any valid answer. It bounds the memory that a faulty or hostile server can use. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const MAX_ERROR_BYTES = 64 * 1024;
const MAX_LINE_BYTES = 64 * 1024;

const JSON_TYPE = /^application\/([\w.-]+\+)?json\b/i;
const STREAM_TYPE = /^(text\/event-stream|application\/x-ndjson)\b/i;

/**
 * A `fetch` that does not trust the provider. It refuses redirects, so that a prompt reaches the configured address only.
 * Bodies are bounded, have the expected content type and are valid UTF-8.
 *
 * @throws ProviderError `redirected`, `too_large` or `unreadable`; and every error of `fetch`
 */
export const guardedFetch: typeof fetch = async (input, init) => {
  const headers = new Headers(init?.headers);
  const isStreamed = typeof init?.body === "string" && /"stream":\s*true/.test(init.body);
  headers.set(
    "accept",
    isStreamed ? "text/event-stream, application/x-ndjson" : "application/json",
  );
  const response = await fetchInSpan(input, { ...init, headers, redirect: "manual" });
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new ProviderError("redirected", { status: response.status });
  }
  if (!response.ok) return withText(response, await readErrorText(response));
  const type = response.headers.get("content-type") ?? "";
  if (isStreamed && STREAM_TYPE.test(type)) return withLimitedStream(response);
  if (!JSON_TYPE.test(type)) {
    await response.body?.cancel();
    throw new ProviderError("unreadable", { status: response.status });
  }
  return withText(response, await readText(response, MAX_ANSWER_BYTES));
};

/** Fetches within a span by the conventions for HTTP clients, with headers by which the server can continue the trace. */
function fetchInSpan(
  input: Parameters<typeof fetch>[0],
  init: RequestInit & { readonly headers: Headers },
): Promise<Response> {
  const { method = "GET", headers } = init;
  const url = new URL(input instanceof Request ? input.url : input);
  const start = () => ({
    name: method,
    attributes: {
      [ATTRIBUTES.httpMethod]: method,
      [ATTRIBUTES.urlFull]: `${url.origin}${url.pathname}`,
      [ATTRIBUTES.serverAddress]: url.hostname,
      [ATTRIBUTES.serverPort]: Number(url.port || (url.protocol === "https:" ? 443 : 80)),
    },
  });
  return withinSpan(start, async (span) => {
    addTraceHeaders(headers);
    const response = await fetch(input, init);
    span?.set({ [ATTRIBUTES.httpStatus]: response.status });
    if (response.status >= 400) span?.fail(String(response.status));
    return response;
  });
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw new ProviderError("too_large", { status: response.status });
  }
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    // An exit from the loop cancels the body, which closes the connection.
    if (bytes > maxBytes) throw new ProviderError("too_large", { status: response.status });
    text += decode(decoder, chunk);
  }
  return text + decode(decoder);
}

/** The body of an error. Only its code is needed, so an unreadable body counts as empty. */
async function readErrorText(response: Response): Promise<string> {
  try {
    return await readText(response, MAX_ERROR_BYTES);
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw error;
    return "";
  }
}

function withLimitedStream(response: Response): Response {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const encoder = new TextEncoder();
  let bytes = 0;
  let lineBytes = 0;
  const limited = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      const newline = chunk.lastIndexOf(0x0a);
      lineBytes = newline < 0 ? lineBytes + chunk.byteLength : chunk.byteLength - newline - 1;
      if (bytes > MAX_ANSWER_BYTES || lineBytes > MAX_LINE_BYTES) {
        throw new ProviderError("too_large", { status: response.status });
      }
      controller.enqueue(encoder.encode(decode(decoder, chunk)));
    },
    flush() {
      decode(decoder);
    },
  });
  return new Response(response.body?.pipeThrough(limited) ?? null, {
    status: response.status,
    headers: response.headers,
  });
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new ProviderError("unreadable");
  }
}

function withText(response: Response, text: string): Response {
  return new Response(text, { status: response.status, headers: response.headers });
}

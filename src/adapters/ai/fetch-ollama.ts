import { guardedFetch } from "../guarded-fetch.ts";

/**
 * A `fetch` for Ollama that removes streamed lines which are no part of an answer. The client library skips them as well,
 * but writes its complaint to the console, and the one about invalid JSON quotes what the model has written.
 *
 * @throws as `guardedFetch` does
 */
export const fetchOllama: typeof fetch = async (input, init) => {
  const response = await guardedFetch(input, init);
  const type = response.headers.get("content-type") ?? "";
  if (response.body === null || !type.startsWith("application/x-ndjson")) return response;
  const parts = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(onlyParts())
    .pipeThrough(new TextEncoderStream());
  return new Response(parts, response);
};

function onlyParts(): TransformStream<string, string> {
  let rest = "";
  return new TransformStream({
    transform(text, controller) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (isPart(line)) controller.enqueue(`${line}\n`);
    },
    flush(controller) {
      if (isPart(rest)) controller.enqueue(rest);
    },
  });
}

function isPart(line: string): boolean {
  try {
    const { message, done, model, created_at } = Object(JSON.parse(line));
    const { content, role } = Object(message);
    const texts = [content, role, model, created_at];
    return typeof done === "boolean" && texts.every((text) => typeof text === "string");
  } catch {
    return false;
  }
}

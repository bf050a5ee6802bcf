import { APICallError } from "@ai-sdk/provider";
import { guardedFetch } from "../guarded-fetch.ts";

/** Reads the names of a provider's models: from `/models` in OpenAI's protocol, from `/api/tags` in Ollama's. */
export async function readModelNames(
  url: string,
  options: { readonly signal: AbortSignal; readonly headers?: Record<string, string> },
): Promise<readonly string[]> {
  const response = await guardedFetch(url, options);
  if (!response.ok) {
    throw new APICallError({
      ...{ message: "", url, requestBodyValues: {}, statusCode: response.status },
    });
  }
  const { data, models } = Object(await response.json());
  const list: unknown = data ?? models;
  if (!Array.isArray(list)) return [];
  return list.map((entry) => Object(entry).id ?? Object(entry).name).filter(isText);
}

function isText(name: unknown): name is string {
  return typeof name === "string";
}

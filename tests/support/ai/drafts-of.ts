import type { ReceivedQuestion } from "./provider-double.ts";

interface AskedText {
  readonly key: string;
  readonly draft: string;
}

/** The texts that a question asks for, as its prompt lists them. */
export function textsAsked({ body }: Pick<ReceivedQuestion, "body">): AskedText[] {
  const messages: unknown[] = Array.isArray(body.messages) ? body.messages : [];
  const { content } = Object(messages.at(-1));
  const text = Array.isArray(content) ? String(Object(content[0]).text) : String(content);
  const line = text.split("\n").find((each) => each.startsWith("TEXTS: ")) ?? "TEXTS: []";
  const listed: unknown = JSON.parse(line.slice("TEXTS: ".length));
  return Array.isArray(listed) ? listed.map(Object) : [];
}

/** What a model says that changes nothing: each text as it was drafted. */
export function draftsOf(question: Pick<ReceivedQuestion, "body">): Record<string, string> {
  return Object.fromEntries(textsAsked(question).map(({ key, draft }) => [key, draft]));
}

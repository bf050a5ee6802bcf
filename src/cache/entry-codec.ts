import { type Static, Type } from "typebox";
import { compileCheck } from "../schemas/validate.ts";
import { type CachedAnswer, hasBytes } from "./cached-answer.ts";

const Head = Type.Object(
  {
    key: Type.String(),
    etag: Type.String(),
    version: Type.Number(),
    context: Type.String(),
    madeAtMs: Type.Number(),
    refreshAtMs: Type.Number(),
    expiresAtMs: Type.Number(),
    staleUntilMs: Type.Number(),
  },
  { additionalProperties: false },
);
type Head = Static<typeof Head>;

const checkHead = compileCheck(Head);

/** Encodes an answer as text: a line of JSON with its metadata, then the body. */
export function encodeEntry(key: string, answer: CachedAnswer): string {
  const { wire, etag, version, context } = answer;
  const { madeAtMs, refreshAtMs, expiresAtMs, staleUntilMs } = answer;
  const head: Head = {
    ...{ key, etag, version, context },
    ...{ madeAtMs, refreshAtMs, expiresAtMs, staleUntilMs },
  };
  return `${JSON.stringify(head)}\n${Buffer.from(wire, "latin1").toString("utf8")}`;
}

/** Decodes the answer that was stored under this key; nothing for any other value. */
export function decodeEntry(key: string, text: string): CachedAnswer | undefined {
  const end = text.indexOf("\n");
  const checked = checkHead(parse(text.slice(0, Math.max(end, 0))));
  if ("problems" in checked || checked.value.key !== key) return undefined;
  const { key: _, ...rest } = checked.value;
  const body = Buffer.from(text.slice(end + 1));
  return hasBytes(rest.etag, body) ? { ...rest, wire: body.toString("latin1") } : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

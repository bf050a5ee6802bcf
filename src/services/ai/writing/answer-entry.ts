import { type Static, Type } from "typebox";
import { compileCheck } from "../../../schemas/validate.ts";
import type { TextCapability, WrittenTexts } from "../text-request.ts";

/** Storage location of one answer. */
export interface AnswerPlace {
  readonly userId: string;
  readonly key: string;
  readonly capability: TextCapability;
}

const StoredTexts = Type.Object({
  texts: Type.Record(Type.String(), Type.String()),
  source: Type.Enum(["model", "mixed"]),
  model: Type.String(),
  promptVersion: Type.String(),
  generatedAtMs: Type.Number(),
  drafts: Type.Optional(Type.Record(Type.String(), Type.String())),
});
export const AnswerEntry = Type.Object({ written: StoredTexts, expiresAtMs: Type.Number() });
export type AnswerEntry = Static<typeof AnswerEntry>;
const checkEntry = compileCheck(AnswerEntry);

/** `undefined` for texts without a model's part, because templates are free and must not outlive an outage. */
export function answerEntry(written: WrittenTexts, expiresAtMs: number): AnswerEntry | undefined {
  const checked = checkEntry({ written, expiresAtMs });
  return "value" in checked ? checked.value : undefined;
}

export function asCached({ written }: AnswerEntry): WrittenTexts {
  return { ...written, cachedAtMs: written.generatedAtMs };
}

/** `undefined` for an unreadable entry, or one of another code version. */
export function parseEntry(text: string): AnswerEntry | undefined {
  try {
    const checked = checkEntry(JSON.parse(text));
    return "value" in checked ? checked.value : undefined;
  } catch {
    return undefined;
  }
}

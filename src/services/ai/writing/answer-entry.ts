import { type Static, Type } from "typebox";
import { compileCheck } from "../../../schemas/validate.ts";
import type { TextCapability, WrittenTexts } from "../text-request.ts";

/** Where one answer belongs. */
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

/** Nothing for what no model had a part in: templates cost nothing and must not outlive an outage. */
export function answerEntry(written: WrittenTexts, expiresAtMs: number): AnswerEntry | undefined {
  const checked = checkEntry({ written, expiresAtMs });
  return "value" in checked ? checked.value : undefined;
}

export function asCached({ written }: AnswerEntry): WrittenTexts {
  return { ...written, cachedAtMs: written.generatedAtMs };
}

/** Nothing for what is not ours, or of another version of this code. */
export function parseEntry(text: string): AnswerEntry | undefined {
  try {
    const checked = checkEntry(JSON.parse(text));
    return "value" in checked ? checked.value : undefined;
  } catch {
    return undefined;
  }
}

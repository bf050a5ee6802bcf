import type { TextRequest, TextSource } from "../text-request.ts";
import type { ParsedTexts } from "./parse-texts.ts";

/** Violations of one text; empty when it may be shown. */
export type CheckText = (
  request: TextRequest,
  memberKey: string,
  text: string,
) => readonly { readonly kind: string }[];

/** A model's texts after the check, by member. */
export interface CheckedTexts {
  /** A text for every member: the model's, or the template when that may not be shown. */
  readonly texts: Readonly<Record<string, string>>;
  readonly source: TextSource;
  /** Kinds of violations by member key. */
  readonly problems: ReadonlyMap<string, readonly string[]>;
}

export function checkTexts(
  request: TextRequest,
  written: ParsedTexts,
  check: CheckText,
): CheckedTexts {
  const texts: Record<string, string> = {};
  const problems = new Map<string, readonly string[]>();
  for (const { key, template } of request.members) {
    const text = written.get(key);
    const kinds = text === undefined ? ["missing"] : kindsOf(check(request, key, text));
    texts[key] = text === undefined || kinds.length > 0 ? template : text;
    if (kinds.length > 0) problems.set(key, kinds);
  }
  return { texts, source: sourceOf(problems.size, request.members.length), problems };
}

function kindsOf(violations: readonly { readonly kind: string }[]): readonly string[] {
  return [...new Set(violations.map(({ kind }) => kind))];
}

function sourceOf(refused: number, all: number): TextSource {
  if (refused === 0) return "model";
  return refused === all ? "template" : "mixed";
}

/** Reads texts from an incomplete JSON object. */
export interface TextsScanner {
  /** @returns the members completed since the last call, as key and text */
  add(piece: string): readonly (readonly [key: string, text: string])[];
  reset(): void;
}

/** One member with a complete text, after a brace or a comma. */
const MEMBER = /[{,]\s*("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*")\s*(?=[,}])/gy;

/**
 * Longer than any answer that can be shown. The limit bounds the cost, since each piece is scanned together with all
 * before it.
 */
const MAX_SCANNED_LENGTH = 16_384;

/** A member is returned once, when the character after its text has arrived. */
export function textsScanner(): TextsScanner {
  let written = "";
  let place = 0;
  let hasBegun = false;

  return {
    add(piece) {
      if (written.length > MAX_SCANNED_LENGTH) return [];
      written += piece;
      const open = written.lastIndexOf("<think>");
      if (open >= 0 && written.indexOf("</think>", open) < 0) return [];
      if (!hasBegun) {
        place = written.indexOf("{", Math.max(written.lastIndexOf("</think>"), 0));
        if (place < 0) return [];
        hasBegun = true;
      }
      const found: (readonly [string, string])[] = [];
      for (;;) {
        MEMBER.lastIndex = place;
        const match = MEMBER.exec(written);
        if (match === null) return found;
        place = MEMBER.lastIndex;
        const [key, text] = [parseString(match[1]), parseString(match[2])];
        if (key !== undefined && text !== undefined) found.push([key, text]);
      }
    },
    reset() {
      written = "";
      place = 0;
      hasBegun = false;
    },
  };
}

function parseString(json: string | undefined): string | undefined {
  try {
    const value: unknown = JSON.parse(json ?? "");
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

const LOOK_ALIKES: Readonly<Record<string, string>> = { "<": "‹", ">": "›", "&": "＆" };

/**
 * A name of the user's own as a sentence may hold it: without line breaks, control and bidirectional characters, and with
 * look-alikes in place of what would be markup, because there are pages that show our sentences as HTML.
 */
export function plainName(name: string): string {
  return (
    name
      .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
      // They would turn the rest of the sentence around.
      .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .replaceAll(/[<>&]/g, (mark) => LOOK_ALIKES[mark] ?? mark)
  );
}

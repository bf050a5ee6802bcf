const LOOK_ALIKES: Readonly<Record<string, string>> = { "<": "‹", ">": "›", "&": "＆" };

/**
 * A user-defined name that is safe in a sentence: without line breaks, control and bidirectional characters, and with
 * look-alikes for markup characters, because some pages show our sentences as HTML.
 */
export function plainName(name: string): string {
  return (
    name
      .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
      // These characters would reverse the direction of the rest of the sentence.
      .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .replaceAll(/[<>&]/g, (mark) => LOOK_ALIKES[mark] ?? mark)
  );
}

const LOOK_ALIKES: Readonly<Record<string, string>> = { "<": "‹", ">": "›", "&": "＆" };

/**
 * A name of the user's own as a sentence may hold it: without line breaks and control characters, and with
 * look-alikes in place of what would be markup, because there are pages that show our sentences as HTML.
 */
export function plainName(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/[<>&]/g, (mark) => LOOK_ALIKES[mark] ?? mark);
}

import { type Locale, translate } from "../messages/translate.ts";
import type { NewKeyBody } from "../schemas/keys.ts";

/** A new key as text: its description, the key on a line of its own, and its lifetime. */
export function keyLines(locale: Locale, name: string, made: NewKeyBody): string[] {
  const { key, user, scopes, expires_at } = made;
  const said = { name, user, scopes: scopes.join(", ") };
  const end = { has_end: String(expires_at !== null), expires_at: expires_at ?? "" };
  return [
    ...[translate(locale, "cli.keys.created", said), "", `  ${key}`, ""],
    translate(locale, "cli.keys.expires", end),
  ];
}

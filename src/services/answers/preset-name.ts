import { PRESETS } from "../../domain/session.ts";
import { type Locale, translate } from "../../messages/translate.ts";

/** A preset as people know it; one of the user's own making is called what they call it. */
export function presetName(preset: string, locale: Locale): string {
  const known = PRESETS.find((id) => id === preset);
  return known === undefined ? preset : translate(locale, `preset.${known}`);
}

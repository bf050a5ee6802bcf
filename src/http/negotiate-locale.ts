import Negotiator from "negotiator";
import { LOCALES, type Locale } from "../messages/translate.ts";

/** Browsers send a few hundred different headers in all; a client that invents more is not remembered. */
const MAX_REMEMBERED = 1000;

/** The language of an answer, by the request's Accept-Language. */
export type Negotiate = (acceptLanguage: string | undefined) => Locale;

/** Chooses a language: what the client prefers of what we speak, else the default. */
export function localeNegotiator(defaultLocale: Locale): Negotiate {
  const remembered = new Map<string, Locale>();
  // The default stands first, so that `*` and equal preferences mean it.
  const available = [defaultLocale, ...LOCALES.filter((locale) => locale !== defaultLocale)];
  return (header) => {
    if (header === undefined || header === "") return defaultLocale;
    const known = remembered.get(header);
    if (known !== undefined) return known;
    const preferred = new Negotiator({ headers: { "accept-language": header } }).language(
      available,
    );
    const locale = LOCALES.find((candidate) => candidate === preferred) ?? defaultLocale;
    if (remembered.size < MAX_REMEMBERED && header.length < 500) remembered.set(header, locale);
    return locale;
  };
}

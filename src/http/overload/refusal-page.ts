import { html } from "../../markup/html.ts";
import { type Locale, translate } from "../../messages/translate.ts";

/** Placeholder for the request's id. */
const REQUEST_ID = "id-of-the-request";

/** The page is self-contained, so its policy forbids every other source. */
export const REFUSAL_PAGE_HEADERS: readonly string[] = [
  ...["content-type", "text/html; charset=utf-8", "cache-control", "no-store"],
  ...["content-security-policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"],
];

/**
 * The page that a browser shows while the service is overloaded. The header `refresh` makes the browser retry.
 *
 * @returns makes the page for a request id, one character per byte
 */
export function refusalPage(locale: Locale): (requestId: string) => string {
  const text = (key: Parameters<typeof translate>[1], id?: string) =>
    translate(locale, key, id === undefined ? {} : { id });
  const title = text("error.overloaded.title");
  const page = html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title} · Pomodoro ML</title></head>
<body><main><h1>${title}</h1><p>${text("error.overloaded.detail")}</p><p>${text("ui.again")}</p><p>${text("ui.request", REQUEST_ID)}</p></main></body></html>
`.text;
  const [before = "", after = ""] = Buffer.from(page).toString("latin1").split(REQUEST_ID);
  return (requestId) => before + requestId + after;
}

import type { ServiceError } from "../../../errors.ts";
import { type Html, html } from "../../../markup/html.ts";
import { isMessageKey } from "../../../messages/translate.ts";
import { detailParameters } from "../../hooks/problem.ts";
import type { Words } from "../words.ts";

/** An error in words, with the request id by which it is found in the log. */
export function trouble(error: ServiceError, words: Words, requestId: string): Html {
  const { code } = error;
  const text = (suffix: string) => {
    const key = `error.${code}.${suffix}`;
    return isMessageKey(key) ? words.text(key, detailParameters(error)) : code;
  };
  return html`<p class="trouble"><strong>${text("title")}</strong> ${text("detail")}</p>
<p class="quiet">${words.text("ui.request", { id: requestId })}</p>`;
}

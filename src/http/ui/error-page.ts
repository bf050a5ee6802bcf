import type { FastifyInstance } from "fastify";
import Negotiator from "negotiator";
import { html } from "../../markup/html.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { answerError, noteError } from "../hooks/error-handler.ts";
import { documentOf, linksFrom, type PageFrame } from "./layout.ts";
import { tile } from "./parts/figure.ts";
import { trouble } from "./parts/trouble.ts";
import { sendDocument, WORDS } from "./send-page.ts";

/** The first is meant by `*` and by equal preferences. */
const TYPES = ["application/problem+json", "text/html"];

/** Browsers are told in words why there is no page, other programs by the document that every route has for it. */
export function addErrorPage(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((thrown, request, reply) => {
    if (new Negotiator(request.raw).mediaType(TYPES) !== "text/html") {
      return answerError(thrown, request, reply, logger);
    }
    const error = noteError(thrown, request, reply, logger);
    const words = WORDS[request.locale];
    // All addresses of pages but the first lie in one folder.
    const page = request.context.path.endsWith("/ui") ? "" : "settings";
    const frame: PageFrame = { page, words, lang: undefined, isError: true, isAnswer: true };
    const content = html`${trouble(error, words, request.trace.requestId)}
<p><a href="${linksFrom(frame)("")}">${words.text("ui.nav.today")}</a></p>`;
    const document = documentOf(
      frame,
      html`<div class="tiles">${tile(words.text("ui.trouble"), content, true)}</div>`,
    );
    return sendDocument(reply, document, words.locale);
  });
}

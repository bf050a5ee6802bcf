import type { FastifyInstance } from "fastify";
import Negotiator from "negotiator";
import { html } from "../../markup/html.ts";
import { LOCALES } from "../../messages/translate.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { answerError, noteError } from "../hooks/error-handler.ts";
import { keyInCookie } from "../key-in-cookie.ts";
import { documentOf, linksFrom, type PageFrame, pageNamed } from "./layout.ts";
import { WORDS } from "./page-words.ts";
import { signInContent } from "./pages/sign-in.ts";
import { tile } from "./parts/figure.ts";
import { trouble } from "./parts/trouble.ts";
import { sendDocument, signOutForm, slotValues } from "./send-page.ts";
import { themeOf } from "./theme.ts";

/** Media types of the answer; the first is the default for `*` and for equal preferences. */
const TYPES = ["application/problem+json", "text/html"];

/** Answers errors of the pages: browsers get a page that explains the error, other programs a problem document. */
export function addErrorPage(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((thrown, request, reply) => {
    if (new Negotiator(request.raw).mediaType(TYPES) !== "text/html") {
      return answerError(thrown, request, reply, logger);
    }
    const error = noteError(thrown, request, reply, logger);
    const { path } = request.context;
    const lang = LOCALES.find((locale) => locale === Object(request.query).lang);
    const words = WORDS[lang ?? request.locale];
    // All pages except the first lie in one folder.
    const page = path.endsWith("/ui") ? "" : "settings";
    const shared = { page, words, lang } as const;
    const values = slotValues(request, reply);
    const signOut = signOutForm(shared, request);
    const frame: PageFrame = { ...shared, signOut, title: "ui.trouble", theme: themeOf(request) };
    if (error.code === "unauthenticated") {
      const signIn: PageFrame = { ...frame, title: "ui.sign_in.title" };
      const to = pageNamed(path.slice(path.lastIndexOf("/") + 1));
      const isOver = keyInCookie(request) !== undefined;
      const form = signInContent(signIn, { to, problems: [], isOver });
      return sendDocument(reply, documentOf(signIn, form), words.locale, values);
    }
    const wait = request.method === "GET" ? reply.getHeader("retry-after") : undefined;
    // The browser retries by itself, without script.
    if (wait !== undefined) reply.header("refresh", String(wait));
    const content = html`${trouble(error, words, request.trace.requestId)}
${wait !== undefined && html`<p role="status">${words.text("ui.again")}</p>`}
<p><a href="${linksFrom(frame)("")}">${words.text("ui.nav.today")}</a></p>`;
    const all = html`<div class="tiles">${tile(words.text("ui.trouble"), content, true)}</div>`;
    const document = documentOf(frame, all);
    return sendDocument(reply, document, words.locale, values);
  });
}

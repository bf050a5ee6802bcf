import type { FastifyReply } from "fastify";
import { html } from "../../markup/html.ts";
import type { Clock, People } from "../../ports.ts";
import { documentOf, type ExamplePage, ownLink } from "./layout.ts";
import { contextOf, type ShownContext, type ShownPage } from "./page.ts";
import { type Asked, readPerson, wordsFor } from "./page-words.ts";
import { shownLoad } from "./pages/load.ts";
import { patternsPage } from "./pages/patterns.ts";
import { recordPage } from "./pages/record.ts";
import { shownToday } from "./pages/today.ts";
import { weekPage } from "./pages/week.ts";
import { sendDocument, slotValues } from "./send-page.ts";
import type { ExampleYear } from "./services.ts";
import { themeOf } from "./theme.ts";

const PAGES: Readonly<Record<ExamplePage, ShownPage>> = {
  "": shownToday,
  week: weekPage,
  patterns: patternsPage,
  load: shownLoad,
  record: recordPage,
};

export interface SendExampleParts {
  readonly clock: Clock;
  readonly people: People;
  readonly exampleYear: () => Promise<ExampleYear>;
}

/** Answers a request with a page of the invented year. It is made from memory alone and has no form. */
export function createSendExample({ clock, people, exampleYear }: SendExampleParts) {
  return async (page: ExamplePage, request: Asked, reply: FastifyReply): Promise<FastifyReply> => {
    await readPerson(people, request.userId);
    const words = wordsFor(people, request);
    const { lang, week, by } = request.query;
    const { userId, today, services } = await exampleYear();
    const context = contextOf({
      ...{ page, words, lang, isExample: true, theme: themeOf(request) },
      ...{ services, userId, today, week, by },
      ...{ id: undefined, cursor: undefined, done: undefined, filter: {} },
      requestId: request.trace.requestId,
      noteTrouble() {},
    });
    const content = html`${exampleNotice(context)}${await PAGES[page](context)}`;
    const document = documentOf(context, content);
    return sendDocument(reply, document, words.locale, slotValues(request, reply, clock));
  };
}

/** Says that nothing on the page is real, and leads back. */
function exampleNotice(context: ShownContext) {
  const { words, link } = context;
  return html`<aside class="trouble"><p><b>${words.text("ui.example.notice")}</b></p><ul class="links pair"><li><a href="${ownLink(context)}">${words.text("ui.example.back")}</a></li><li><a href="${link("import")}">${words.text("ui.import.title")}</a></li></ul></aside>`;
}

import type { FastifyReply, FastifyRequest } from "fastify";
import type { Html } from "../../markup/html.ts";
import type { Locale } from "../../messages/translate.ts";
import type { Clock, People } from "../../ports.ts";
import { formatDay } from "../../time/calendar.ts";
import { type DayCut, dayMomentAt } from "../../time/local-day.ts";
import { keyInCookie } from "../key-in-cookie.ts";
import { formToken } from "./forms/form-token.ts";
import { documentOf, type PageName } from "./layout.ts";
import { contextOf, type Page } from "./page.ts";
import type { PageQuery } from "./page-query.ts";
import { type FormContext, form, submit } from "./parts/form.ts";
import type { UiServices } from "./services.ts";
import { wordsIn } from "./words.ts";

/** Nothing from elsewhere, and no style or script but the files of this service. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

export const WORDS: Readonly<Record<Locale, ReturnType<typeof wordsIn>>> = {
  en: wordsIn("en"),
  cs: wordsIn("cs"),
};

export interface SendPageParts {
  readonly clock: Clock;
  readonly people: People;
  readonly services: UiServices;
}

/** A page with its content. */
export interface SentPage {
  readonly name: PageName;
  readonly make: Page;
}

export type SendPage = (
  page: SentPage,
  request: FastifyRequest<{ Querystring: PageQuery }>,
  reply: FastifyReply,
) => Promise<FastifyReply>;

/** Answers a request with a page: in the language of the address, of the person or of the request, in this order. */
export function createSendPage({ clock, people, services }: SendPageParts): SendPage {
  const personNow = (userId: string) => people.last(userId) ?? people.usual;

  async function readPerson(userId: string): Promise<void> {
    await people.current(userId);
  }

  /** Makes a page again when the person's days have come to be cut in another way meanwhile. */
  async function throughOneCut(
    userId: string,
    make: (cut: DayCut) => Promise<Html>,
  ): Promise<Html> {
    for (;;) {
      // Without the database a page still says what it cannot show.
      await readPerson(userId).catch(() => {});
      const { cut } = personNow(userId);
      const made = await make(cut);
      if (personNow(userId).cut === cut) return made;
    }
  }

  return async ({ name, make }, request, reply) => {
    const { userId } = request;
    const { lang, done } = request.query;
    await readPerson(userId).catch(() => {});
    const words = WORDS[lang ?? personNow(userId).language ?? request.locale];
    const requestId = request.trace.requestId;
    const document = await throughOneCut(userId, async (cut) => {
      const isAnswer = request.method === "POST";
      const frame = { page: name, words, lang, isAnswer };
      const context = contextOf({
        ...{ ...frame, done, services, userId, requestId },
        nowMs: clock.now(),
        today: formatDay(dayMomentAt(clock.now(), cut).day),
        formToken: () => formToken(request, reply),
        signOut: signOutForm(frame, request, reply),
      });
      return documentOf(context, await make(context));
    });
    return sendDocument(reply, document, words.locale);
  };
}

/** Where the browser keeps a key, the form that has it forget that. */
export function signOutForm(
  frame: Omit<FormContext, "formToken">,
  request: FastifyRequest,
  reply: FastifyReply,
): Html | undefined {
  if (keyInCookie(request) === undefined) return undefined;
  const context = { ...frame, formToken: () => formToken(request, reply) };
  return form(context, "sign-out", submit(frame.words.text("ui.sign_out")));
}

/** With the headers that pages have. Referrers stay within: without any, a browser hides the origin of a form. */
export function sendDocument(reply: FastifyReply, document: Html, locale: Locale): FastifyReply {
  return reply
    .type("text/html; charset=utf-8")
    .header("content-language", locale)
    .header("content-security-policy", POLICY)
    .header("referrer-policy", "same-origin")
    .header("cache-control", "private, no-cache")
    .header("vary", [reply.getHeader("vary") ?? [], "Cookie"].flat().join(", "))
    .send(document.text);
}

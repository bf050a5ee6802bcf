import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { CacheService } from "../../cache/cache-service.ts";
import { type Html, html } from "../../markup/html.ts";
import type { Locale } from "../../messages/translate.ts";
import type { Clock, People } from "../../ports.ts";
import { formatDay } from "../../time/calendar.ts";
import { type DayCut, dayMomentAt } from "../../time/local-day.ts";
import { acceptsGzip } from "../compression/accepts-gzip.ts";
import { toServiceError } from "../hooks/error-handler.ts";
import { keyInCookie } from "../key-in-cookie.ts";
import { cacheStatus, wantsAfresh } from "../response-cache/cache-headers.ts";
import { formToken } from "./forms/form-token.ts";
import { createKeptPages, type KeptPage, keptName } from "./kept-pages.ts";
import { documentOf, type PageName } from "./layout.ts";
import { createOutageNotice } from "./outage-notice.ts";
import { contextOf, FILTERS, type Page, type PageContext } from "./page.ts";
import type { PageQuery } from "./page-query.ts";
import { fillSlots, type SlotValues } from "./page-slots.ts";
import { type Asked, readPerson, wordsFor } from "./page-words.ts";
import { type FormContext, form, submit } from "./parts/form.ts";
import type { UiServices } from "./services.ts";
import { themeOf } from "./theme.ts";

/** Content security policy: only the files of this service, no inline scripts or styles, and no other origin. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types page worker",
].join("; ");

export interface SendPageParts {
  readonly clock: Clock;
  readonly people: People;
  readonly services: UiServices;
  readonly cacheService: CacheService;
}

/** A page and its content. */
export interface SentPage {
  readonly name: PageName;
  readonly make: Page;
}

export type SendPage = (
  page: SentPage,
  request: Asked,
  reply: FastifyReply,
) => Promise<FastifyReply>;

/** Validated before each use. A page with a failed part is not kept at all, neither by browsers nor by their worker. */
const KEPT_BY_BROWSER = "private, no-cache";
type CacheControl = typeof KEPT_BY_BROWSER | "no-store";

/** A page with a failed part. It is sent to this request only, and is not cached. */
class Incomplete extends Error {
  readonly document: Html;

  constructor(document: Html) {
    super("a part of the page could not be had");
    this.document = document;
  }
}

/** Answers a request with a page. The language is that of the query, of the person or of the request, in this order. */
export function createSendPage({ clock, people, services, cacheService }: SendPageParts): SendPage {
  const keptPages = createKeptPages(cacheService);
  const outageNotice = createOutageNotice(clock);
  const personNow = (userId: string) => people.last(userId) ?? people.usual;

  /** Repeats the making of a page when the person's day cut changes meanwhile. */
  async function throughOneCut(
    userId: string,
    make: (cut: DayCut) => Promise<Html>,
  ): Promise<Html> {
    for (;;) {
      await readPerson(people, userId);
      const { cut } = personNow(userId);
      const made = await make(cut);
      if (personNow(userId).cut === cut) return made;
    }
  }

  /** @throws Incomplete */
  async function makeDocument({ name, make }: SentPage, request: Asked): Promise<Html> {
    const { userId, query } = request;
    const words = wordsFor(people, request);
    const frame = { page: name, words, lang: query.lang, isAnswer: request.method === "POST" };
    let isIncomplete = false;
    let isOutage = false;
    const document = await throughOneCut(userId, async (cut) => {
      const context = contextOf({
        ...{ ...frame, services, userId },
        ...{ done: query.done, week: query.week, by: query.by, id: query.id, cursor: query.cursor },
        filter: filterIn(query),
        requestId: request.trace.requestId,
        today: formatDay(dayMomentAt(clock.now(), cut).day),
        ...{ signOut: signOutForm(frame, request), theme: themeOf(request) },
        noteTrouble(thrown) {
          isIncomplete = true;
          isOutage ||= toServiceError(thrown).code === "database_unavailable";
        },
      });
      const content = await make(context);
      return documentOf(
        context,
        isOutage ? html`${outageNotice.show(words, cut)}${content}` : content,
      );
    });
    if (isIncomplete) throw new Incomplete(document);
    outageNotice.noteAnswered();
    return document;
  }

  async function findKept(page: SentPage, request: Asked): Promise<KeptPage | undefined> {
    const { userId, query, headers } = request;
    const name = keptName(page.name);
    const isFiltered = Object.keys(filterIn(query)).length > 0;
    const isPlain = request.method !== "POST" && query.done === undefined && !isFiltered;
    if (name === undefined || !isPlain) return undefined;
    const { locale } = wordsFor(people, request);
    const parameters = keptParameters(request);
    const question = { name, userId, locale, parameters, isAfresh: wantsAfresh(headers) };
    try {
      return await keptPages.obtain(question, () => makeDocument(page, request));
    } catch (error) {
      if (error instanceof Incomplete) throw error;
      // Without the database no cached page can be validated, so a new page shows what fails.
      return undefined;
    }
  }

  return async (page, request, reply) => {
    await readPerson(people, request.userId);
    const { locale } = wordsFor(people, request);
    const values = slotValues(request, reply, clock);
    try {
      const kept = await findKept(page, request);
      if (kept !== undefined) {
        addPageHeaders(reply, locale);
        reply.header("cache-status", cacheStatus(kept.served, clock.now()));
        const isZipped = acceptsGzip(request.headers["accept-encoding"]);
        if (isZipped) reply.header("content-encoding", "gzip");
        return reply.send(await kept.page.bytes(isZipped ? "gzip" : "plain", values));
      }
      return sendDocument(reply, await makeDocument(page, request), locale, values);
    } catch (error) {
      if (!(error instanceof Incomplete)) throw error;
      return sendDocument(reply, error.document, locale, values, "no-store");
    }
  };
}

/** The parameters of a request on which a cached page depends, besides person and language. */
function keptParameters(request: Asked): Record<string, string> {
  const { lang, week, by, cursor } = request.query;
  const theme = themeOf(request);
  return {
    ...(lang !== undefined && { lang }),
    ...(week !== undefined && { week }),
    ...(by !== undefined && { by }),
    ...(cursor !== undefined && { cursor }),
    ...(keyInCookie(request) !== undefined && { signed_in: "true" }),
    ...(theme !== undefined && { theme }),
  };
}

function filterIn(query: PageQuery): PageContext["filter"] {
  const given = FILTERS.map((name) => [name, query[name]?.trim() ?? ""] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

/** The sign-out form; nothing without a credential in the cookie. */
export function signOutForm(frame: FormContext, request: FastifyRequest): Html | undefined {
  if (keyInCookie(request) === undefined) return undefined;
  return form(frame, "sign-out", submit(frame.words.text("ui.sign_out"), undefined, false));
}

/** The slot values of this request. */
export function slotValues(
  request: FastifyRequest,
  reply: FastifyReply,
  clock?: Clock,
): SlotValues {
  return {
    token: () => formToken(request, reply),
    id: () => randomUUID(),
    now: () => Temporal.Instant.fromEpochMilliseconds(Math.floor(clock?.now() ?? 0)).toString(),
  };
}

export function sendDocument(
  reply: FastifyReply,
  document: Html,
  locale: Locale,
  values: SlotValues,
  cacheControl?: CacheControl,
): FastifyReply {
  addPageHeaders(reply, locale, cacheControl);
  return reply.send(fillSlots(document.text, values));
}

/** Sets the headers of a page. `no-referrer` would make browsers hide the origin of a form, hence `same-origin`. */
function addPageHeaders(
  reply: FastifyReply,
  locale: Locale,
  cacheControl: CacheControl = KEPT_BY_BROWSER,
): void {
  reply
    .type("text/html; charset=utf-8")
    .header("content-language", locale)
    .header("content-security-policy", POLICY)
    .header("referrer-policy", "same-origin")
    .header("cache-control", cacheControl)
    .header("vary", [reply.getHeader("vary") ?? [], "Cookie"].flat().join(", "));
}

import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { ServiceError } from "../../errors.ts";
import type { Html } from "../../markup/html.ts";
import { LOCALES, type Locale } from "../../messages/translate.ts";
import type { Clock, People } from "../../ports.ts";
import { formatDay } from "../../time/calendar.ts";
import { type DayCut, dayMomentAt } from "../../time/local-day.ts";
import { LIVE_SCRIPT, STYLE } from "../ui/assets.ts";
import { documentOf, type PageName } from "../ui/layout.ts";
import { contextOf, type Page } from "../ui/page.ts";
import { loadPage } from "../ui/pages/load.ts";
import { patternsPage } from "../ui/pages/patterns.ts";
import { recordPage } from "../ui/pages/record.ts";
import { sessionsPage } from "../ui/pages/sessions.ts";
import { todayPage } from "../ui/pages/today.ts";
import { weekPage } from "../ui/pages/week.ts";
import type { UiServices } from "../ui/services.ts";
import { wordsIn } from "../ui/words.ts";

export interface UiOptions extends UiServices {
  readonly clock: Clock;
  readonly people: People;
}

const PAGES: Readonly<Record<PageName, Page>> = {
  "": todayPage,
  week: weekPage,
  patterns: patternsPage,
  load: loadPage,
  record: recordPage,
  sessions: sessionsPage,
};

/** Nothing from elsewhere, and no style or script but the files of this service. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const ASSETS = [STYLE, LIVE_SCRIPT];
const FOR_EVER = "public, max-age=31536000, immutable";

const LanguageQuery = Type.Object({
  lang: Type.Optional(Type.Enum([...LOCALES], { description: "in place of Accept-Language" })),
});

const WORDS: Readonly<Record<Locale, ReturnType<typeof wordsIn>>> = {
  en: wordsIn("en"),
  cs: wordsIn("cs"),
};

/** The pages for people: HTML from the answers that the routes give, readable without script. */
export const uiRoutes: FastifyPluginAsyncTypebox<UiOptions> = async (app, options) => {
  const { clock, people, ...services } = options;
  const schema = { hide: true, querystring: LanguageQuery };

  const lastCut = (userId: string) => (people.last(userId) ?? people.usual).cut;

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
      const cut = lastCut(userId);
      const made = await make(cut);
      if (lastCut(userId) === cut) return made;
    }
  }

  async function send(page: PageName, request: FastifyRequest, reply: FastifyReply, lang?: Locale) {
    const { userId } = request;
    const words = WORDS[lang ?? request.locale];
    const requestId = request.trace.requestId;
    const document = await throughOneCut(userId, async (cut) => {
      const today = formatDay(dayMomentAt(clock.now(), cut).day);
      const context = contextOf({ page, words, lang, services, userId, requestId, today });
      return documentOf(context, await PAGES[page](context));
    });
    return reply
      .type("text/html; charset=utf-8")
      .header("content-language", words.locale)
      .header("content-security-policy", POLICY)
      .header("cache-control", "private, no-cache")
      .send(document.text);
  }

  app.get("/ui", { schema }, (request, reply) => send("", request, reply, request.query.lang));
  for (const page of ["week", "patterns", "load", "record", "sessions"] as const) {
    app.get(`/ui/${page}`, { schema }, (request, reply) =>
      send(page, request, reply, request.query.lang),
    );
  }

  app.get<{ Params: { file: string } }>(
    "/ui/:file",
    { config: { scope: "none" }, schema: { hide: true } },
    async ({ params }, reply) => {
      const asset = ASSETS.find(({ address }) => address === params.file);
      if (asset === undefined) throw new ServiceError("not_found");
      return reply
        .type(`${asset.type}; charset=utf-8`)
        .header("cache-control", FOR_EVER)
        .send(asset.text);
    },
  );
};

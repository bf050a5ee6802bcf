import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { ServiceError } from "../../errors.ts";
import { LOCALES, type Locale } from "../../messages/translate.ts";
import type { Clock } from "../../ports.ts";
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
  readonly cutOf: (userId: string) => DayCut;
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
  const { clock, cutOf, ...services } = options;
  const schema = { hide: true, querystring: LanguageQuery };

  async function send(page: PageName, request: FastifyRequest, reply: FastifyReply, lang?: Locale) {
    const { userId } = request;
    const words = WORDS[lang ?? request.locale];
    const today = formatDay(dayMomentAt(clock.now(), cutOf(userId)).day);
    const requestId = request.trace.requestId;
    const context = contextOf({ page, words, lang, services, userId, requestId, today });
    const content = await PAGES[page](context);
    return reply
      .type("text/html; charset=utf-8")
      .header("content-language", words.locale)
      .header("content-security-policy", POLICY)
      .header("cache-control", "private, no-cache")
      .send(documentOf(context, content).text);
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

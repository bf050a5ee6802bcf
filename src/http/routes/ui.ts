import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { CacheService } from "../../cache/cache-service.ts";
import type { Config } from "../../config/config.ts";
import { ServiceError } from "../../errors.ts";
import type { Clock, Identify, People } from "../../ports.ts";
import type { PersonExport } from "../../services/personal-data/person-export.ts";
import type { ExportService } from "../../sessions/export-service.ts";
import type { IdempotencyService } from "../../sessions/idempotency-service.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { SCRIPT, STYLE, WORKER } from "../ui/assets.ts";
import { addErrorPage } from "../ui/error-page.ts";
import { addFormParser } from "../ui/forms/form-fields.ts";
import { addFormTokenCheck } from "../ui/forms/form-token.ts";
import { EXAMPLE_PAGES, exampleName, type PageName } from "../ui/layout.ts";
import type { Page } from "../ui/page.ts";
import { PageQuery } from "../ui/page-query.ts";
import { briefingPage } from "../ui/pages/briefing.ts";
import { importPage } from "../ui/pages/import.ts";
import { loadPage } from "../ui/pages/load.ts";
import { patternsPage } from "../ui/pages/patterns.ts";
import { recordPage } from "../ui/pages/record.ts";
import { sessionPage } from "../ui/pages/session.ts";
import { sessionsPage } from "../ui/pages/sessions.ts";
import { settingsPage } from "../ui/pages/settings.ts";
import { todayPage } from "../ui/pages/today.ts";
import { weekPage } from "../ui/pages/week.ts";
import { createSendExample } from "../ui/send-example.ts";
import { createSendPage } from "../ui/send-page.ts";
import type { ExampleYear, UiServices } from "../ui/services.ts";
import { addCheckinForm } from "./ui-checkin.ts";
import { downloadRoutes } from "./ui-downloads.ts";
import { addEditForms } from "./ui-edit.ts";
import { addImportForms } from "./ui-import.ts";
import { addSessionForms } from "./ui-session.ts";
import { addSettingsForms } from "./ui-settings.ts";
import { addSignIn } from "./ui-sign-in.ts";

export interface UiOptions extends UiServices {
  readonly clock: Clock;
  readonly people: People;
  readonly logger: Logger;
  readonly config: Pick<Config, "auth">;
  readonly identify: Identify;
  readonly idempotencyService: IdempotencyService;
  readonly exportService: ExportService;
  readonly personExport: PersonExport;
  readonly cacheService: CacheService;
  readonly exampleYear: () => Promise<ExampleYear>;
}

const PAGES: Readonly<Record<Exclude<PageName, "sign-in">, Page>> = {
  "": todayPage(),
  week: weekPage,
  patterns: patternsPage,
  load: loadPage(),
  record: recordPage,
  briefing: briefingPage,
  sessions: sessionsPage(),
  settings: settingsPage(),
  session: sessionPage(),
  import: importPage(),
};

const ASSETS = [STYLE, SCRIPT];
/** The first page lies above the worker's folder and is the worker's too; the worker loads nothing but from this service. */
const WORKER_HEADERS = {
  "cache-control": "no-cache",
  "content-security-policy": "default-src 'none'; connect-src 'self'",
  "service-worker-allowed": "../ui",
};
const FOR_EVER = "public, max-age=31536000, immutable";

/** The pages for people: HTML from the answers of the API, usable without script. */
export const uiRoutes: FastifyPluginAsyncTypebox<UiOptions> = async (app, options) => {
  const { clock, people, logger, config, identify, cacheService, exampleYear, ...services } =
    options;
  const schema = { hide: true, querystring: PageQuery };
  const send = createSendPage({ clock, people, services, cacheService });
  // Pages authenticate with the credential in their cookie.
  app.addHook("onRoute", (route) => {
    route.config = { ...route.config, takesCookie: true };
  });
  addErrorPage(app, logger);
  addFormParser(app);
  addFormTokenCheck(app);

  const page = (name: keyof typeof PAGES) => ({ name, make: PAGES[name] });
  app.get("/ui", { schema }, (request, reply) => send(page(""), request, reply));
  const names = ["week", "patterns", "load", "record", "briefing", "sessions"] as const;
  for (const name of [...names, "settings", "import", "session"] as const) {
    app.get(`/ui/${name}`, { schema }, (request, reply) => send(page(name), request, reply));
  }
  const sendExample = createSendExample({ clock, people, exampleYear });
  for (const name of EXAMPLE_PAGES) {
    const url = `/ui/${exampleName(name)}`;
    app.get(url, { schema }, (request, reply) => sendExample(name, request, reply));
  }
  addSettingsForms(app, { send, services });
  addCheckinForm(app, { send, services });
  addEditForms(app, { send, services });
  addImportForms(app, { send, services });
  addSessionForms(app, { send, services, clock, ...services });
  if (config.auth.length > 0) addSignIn(app, identify);
  await app.register(downloadRoutes, services);

  app.get(
    `/ui/${WORKER.address}`,
    { config: { scope: "none" }, schema: { hide: true } },
    async (_request, reply) =>
      reply.type(`${WORKER.type}; charset=utf-8`).headers(WORKER_HEADERS).send(WORKER.text),
  );
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

import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ServiceError } from "../../errors.ts";
import type { Clock, People } from "../../ports.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { LIVE_SCRIPT, STYLE } from "../ui/assets.ts";
import { addErrorPage } from "../ui/error-page.ts";
import { addFormParser } from "../ui/forms/form-fields.ts";
import type { PageName } from "../ui/layout.ts";
import type { Page } from "../ui/page.ts";
import { PageQuery } from "../ui/page-query.ts";
import { importPage } from "../ui/pages/import.ts";
import { loadPage } from "../ui/pages/load.ts";
import { patternsPage } from "../ui/pages/patterns.ts";
import { recordPage } from "../ui/pages/record.ts";
import { sessionsPage } from "../ui/pages/sessions.ts";
import { settingsPage } from "../ui/pages/settings.ts";
import { todayPage } from "../ui/pages/today.ts";
import { weekPage } from "../ui/pages/week.ts";
import { createSendPage } from "../ui/send-page.ts";
import type { UiServices } from "../ui/services.ts";
import { addImportForms } from "./ui-import.ts";
import { addSettingsForms } from "./ui-settings.ts";

export interface UiOptions extends UiServices {
  readonly clock: Clock;
  readonly people: People;
  readonly logger: Logger;
}

const PAGES: Readonly<Record<PageName, Page>> = {
  "": todayPage,
  week: weekPage,
  patterns: patternsPage,
  load: loadPage,
  record: recordPage,
  sessions: sessionsPage,
  settings: settingsPage(),
  import: importPage(),
};

const ASSETS = [STYLE, LIVE_SCRIPT];
const FOR_EVER = "public, max-age=31536000, immutable";

/** The pages for people: HTML from the answers that the routes give, readable without script. */
export const uiRoutes: FastifyPluginAsyncTypebox<UiOptions> = async (app, options) => {
  const { clock, people, logger, ...services } = options;
  const schema = { hide: true, querystring: PageQuery };
  const send = createSendPage({ clock, people, services });
  addErrorPage(app, logger);
  addFormParser(app);

  const page = (name: PageName) => ({ name, make: PAGES[name] });
  app.get("/ui", { schema }, (request, reply) => send(page(""), request, reply));
  const names = ["week", "patterns", "load", "record", "sessions", "settings", "import"] as const;
  for (const name of names) {
    app.get(`/ui/${name}`, { schema }, (request, reply) => send(page(name), request, reply));
  }
  addSettingsForms(app, { send, services });
  addImportForms(app, { send, services });

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

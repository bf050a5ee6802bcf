import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ExportQuery } from "../../schemas/transfer.ts";
import type { PersonExport } from "../../services/personal-data/person-export.ts";
import type { ExportService } from "../../sessions/export-service.ts";
import { dropAttachment } from "../hooks/attachment.ts";
import { exportedPerson, exportedSessions } from "../send-export.ts";

export interface DownloadOptions {
  readonly exportService: ExportService;
  readonly personExport: PersonExport;
}

/** The files to which pages link: the API's exports, authenticated by the pages' cookie. */
export const downloadRoutes: FastifyPluginAsyncTypebox<DownloadOptions> = async (
  app,
  { exportService, personExport },
) => {
  app.get(
    "/ui/export",
    { schema: { hide: true, querystring: ExportQuery }, onError: dropAttachment },
    async ({ userId, query }, reply) => exportedSessions(exportService, userId, query, reply),
  );
  app.get(
    "/ui/everything",
    { schema: { hide: true }, onError: dropAttachment },
    async ({ userId }, reply) => exportedPerson(personExport, userId, reply),
  );
};

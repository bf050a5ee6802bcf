import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ImportBody, ImportList, ImportListQuery, ImportParams } from "../../schemas/imports.ts";
import type { ImportHistory } from "../../sessions/import/import-history.ts";
import { addNoStore } from "../hooks/no-store.ts";

export interface ImportsOptions {
  readonly importHistory: ImportHistory;
}

const tags = ["Sessions"];

export const importRoutes: FastifyPluginAsyncTypebox<ImportsOptions> = async (
  app,
  { importHistory },
) => {
  addNoStore(app);

  app.get(
    "/api/imports",
    {
      schema: {
        operationId: "listImports",
        tags,
        summary: "Which imports have stored something?",
        querystring: ImportListQuery,
        response: { 200: ImportList },
      },
    },
    ({ userId, query: { after, limit } }) =>
      importHistory.list(userId, { after: after?.toLowerCase(), limit }),
  );

  app.delete(
    "/api/imports/:id",
    {
      schema: {
        operationId: "undoImport",
        tags,
        summary: "Undo an import",
        description:
          "Removes the sessions that the import added and nobody has changed since. Those that were changed stay, and `kept` counts them. Undoing again removes nothing more; importing the file again adds what is missing.",
        params: ImportParams,
        response: { 200: ImportBody },
      },
    },
    ({ userId, params }) => importHistory.undo(userId, params.id.toLowerCase()),
  );
};

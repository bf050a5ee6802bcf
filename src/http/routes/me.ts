import type { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { ErasedBody, EraseMeQuery } from "../../schemas/me.ts";
import type { ErasureService } from "../../services/personal-data/erasure-service.ts";
import type { PersonExport } from "../../services/personal-data/person-export.ts";
import { dropAttachment } from "../hooks/attachment.ts";
import { addNoStore } from "../hooks/no-store.ts";
import { exportedPerson } from "../send-export.ts";

export interface MeOptions {
  readonly erasureService: ErasureService;
  readonly personExport: PersonExport;
}

/** A text that is sent as a stream. */
const text = Type.Unsafe<Readable>({ type: "string" });

const tags = ["Person"];

/** All data that is stored about a person. */
export const meRoutes: FastifyPluginAsyncTypebox<MeOptions> = async (
  app,
  { erasureService, personExport },
) => {
  addNoStore(app);

  app.get(
    "/api/me/export",
    {
      schema: {
        operationId: "exportMe",
        tags,
        summary: "Take everything about me",
        description:
          "NDJSON, as it is read: sessions and check-ins in the form that `POST /api/sessions/import` and `pomodoro-ml import` read again, then every other row as it is stored; the last line counts them. Keys are without what would let anybody in. docs/personal-data.md describes the lines.",
        response: {
          200: {
            description: "all that is stored, as it is read",
            content: { "application/x-ndjson": { schema: text } },
          },
        },
      },
      onError: dropAttachment,
    },
    async ({ userId }, reply) => exportedPerson(personExport, userId, reply),
  );

  app.delete(
    "/api/me",
    {
      schema: {
        operationId: "eraseMe",
        tags,
        summary: "Erase everything about me",
        description:
          "Sessions, check-ins, settings, imports, keys, and all that was worked out or written from them, in the database and in the memory of every replica. There is no way back. docs/personal-data.md says what stays.",
        querystring: EraseMeQuery,
        response: { 200: ErasedBody },
      },
    },
    async ({ userId }) => ({ erased: await erasureService.erase(userId) }),
  );
};

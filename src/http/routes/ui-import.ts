import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type ServiceError, validationError } from "../../errors.ts";
import { headerNames } from "../../sessions/import/header-names.ts";
import { type ImportReport, isFruitless } from "../../sessions/import/import-report.ts";
import { toServiceError } from "../hooks/error-handler.ts";
import { runImport } from "../run-import.ts";
import { carry, unpack } from "../ui/forms/carried-file.ts";
import type { FormFields } from "../ui/forms/form-fields.ts";
import {
  type ImportEntry,
  type LookedAt,
  optionsOf,
  readImportEntry,
} from "../ui/forms/import-form.ts";
import { addUploadParser, type Upload } from "../ui/forms/upload.ts";
import { PageQuery } from "../ui/page-query.ts";
import { importPage } from "../ui/pages/import.ts";
import { seeOther } from "../ui/see-other.ts";
import type { FormParts } from "./ui-settings.ts";

type Asked = FastifyRequest<{ Querystring: PageQuery }>;
type UploadForm = { Querystring: PageQuery; Body: Upload };

/** Adds the targets of the import's forms: a preview that stores nothing, the import, and undoing an import. */
export function addImportForms(app: FastifyInstance, { send, services }: FormParts): void {
  const { importService, importHistory } = services;
  const schema = { hide: true, querystring: PageQuery };
  const config = { budget: "imports" } as const;

  const isWhole = (request: Asked) => () => request.raw.complete;
  const show = (looked: LookedAt, request: Asked, reply: FastifyReply) =>
    send({ name: "import", make: importPage(looked) }, request, reply);

  app.register(async (uploads) => {
    addUploadParser(uploads);

    uploads.post<UploadForm>("/ui/preview", { config, schema }, async (request, reply) => {
      const { entry, bytes } = entered(request.body);
      const file = carry(bytes);
      let report: ImportReport | undefined;
      let refusal: ServiceError | undefined;
      try {
        const options = { ...optionsOf(entry, request.userId), preview: true };
        report = await runImport(importService, file.bytes, options, isWhole(request));
      } catch (thrown) {
        refusal = ofTheFile(thrown);
      }
      const carried = (await file.packed()) ?? "";
      const looked = { entry: { ...entry, carried }, report, refusal };
      if (refusal !== undefined) reply.code(422);
      return show({ ...looked, headers: headerNames(file.head()) }, request, reply);
    });

    uploads.post<UploadForm>("/ui/import", { config, schema }, async (request, reply) => {
      const { entry, bytes } = entered(request.body);
      const options = optionsOf(entry, request.userId);
      const report = await runImport(importService, bytes, options, isWhole(request));
      if (!isFruitless(report)) {
        const done = report.importId === undefined ? "unchanged" : "imported";
        return seeOther(reply, "import", { ...request.query, done });
      }
      return show({ entry, report, refusal: undefined, headers: [] }, request, reply.code(422));
    });
  });

  app.post<{ Querystring: PageQuery; Body: FormFields }>(
    "/ui/undo",
    { schema },
    async (request, reply) => {
      const { body, userId, query } = request;
      await importHistory.undo(userId, body.get("id").toLowerCase());
      return seeOther(reply, "import", { ...query, done: "undone" });
    },
  );
}

/** The fields and the file of an upload. */
function entered(upload: Upload): { entry: ImportEntry; bytes: AsyncIterable<Uint8Array> } {
  const entry = readImportEntry(upload.fields);
  const fileName = upload.file?.name ?? entry.fileName;
  return { entry: { ...entry, fileName }, bytes: bytesOf(upload, entry) };
}

/** @throws ServiceError validation_failed when there is no file */
function bytesOf({ file }: Upload, { carried }: ImportEntry): AsyncIterable<Uint8Array> {
  if (file !== undefined) return file.bytes.iterator({ destroyOnReturn: false });
  if (carried === "") throw validationError([{ field: "file", code: "required" }]);
  return unpack(carried);
}

/** The error of the file or of its fields. @throws any other failure, which concerns the whole request */
function ofTheFile(thrown: unknown): ServiceError {
  const error = toServiceError(thrown);
  if (error.code !== "import_unreadable" && error.code !== "validation_failed") throw thrown;
  return error;
}

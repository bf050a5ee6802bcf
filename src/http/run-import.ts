import { ServiceError } from "../errors.ts";
import type { ImportReport } from "../sessions/import/import-report.ts";
import type { ImportOptions, ImportService } from "../sessions/import/import-sessions.ts";

/** What a request says about the import that it asks for. */
export type RunOptions = Pick<
  ImportOptions,
  "format" | "userId" | "zone" | "dateOrder" | "preview" | "mapping" | "fileName"
>;

/**
 * Imports what a request brings.
 *
 * @param isWhole whether all of the request has come
 * @throws ServiceError import_interrupted when the database ceases to answer, with what is stored by then
 */
export async function runImport(
  importService: ImportService,
  source: AsyncIterable<Uint8Array>,
  options: RunOptions,
  isWhole: () => boolean,
): Promise<ImportReport> {
  let imported = 0;
  try {
    return await importService.importSessions(source, {
      ...options,
      onProgress: (progress) => {
        imported = progress.imported;
      },
    });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "database_unavailable") {
      throw new ServiceError("import_interrupted", { params: { imported }, cause: error });
    }
    // The client closed the connection: what was stored stays, and no answer can be sent.
    if (!isWhole() && code === "ECONNRESET")
      throw new ServiceError("bad_request", { cause: error });
    throw error;
  }
}

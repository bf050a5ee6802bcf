import { ServiceError } from "../errors.ts";
import type { ImportReport } from "../sessions/import/import-report.ts";
import type { ImportOptions, ImportService } from "../sessions/import/import-sessions.ts";

/** The import options that a request gives. */
export type RunOptions = Pick<
  ImportOptions,
  "format" | "userId" | "zone" | "dateOrder" | "preview" | "mapping" | "fileName"
>;

/**
 * Imports the file in a request's body.
 *
 * @param isWhole whether the whole request has arrived
 * @throws ServiceError import_interrupted when the database stops answering, with the number of sessions stored so far
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
    // The client closed the connection: stored sessions stay, and no answer can be sent.
    if (!isWhole() && code === "ECONNRESET")
      throw new ServiceError("bad_request", { cause: error });
    throw error;
  }
}

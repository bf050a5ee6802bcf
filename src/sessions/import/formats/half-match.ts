import { unreadableFile } from "../unreadable-file.ts";

/** Headers of trackers that say what was worked on in words of their own. */
const TELLING = new Set([
  "activity",
  "activityname",
  "billable",
  "client",
  "clientid",
  "comment",
  "description",
  "isbreak",
  "project",
  "projectid",
  "tag",
  "tags",
  "taskid",
  "title",
  "type",
]);

/**
 * Refuses a table that has our times by chance: what it says about the work would be dropped, and breaks would be
 * taken for work.
 * @throws ServiceError `import_unreadable`, naming the columns
 */
export function refuseHalfMatch(keys: readonly string[]): void {
  if (keys.includes("category")) return;
  const telling = keys.filter((key) => TELLING.has(key));
  if (telling.length === 0) return;
  throw unreadableFile("half_match", { columns: telling.join(", ") }, "header");
}

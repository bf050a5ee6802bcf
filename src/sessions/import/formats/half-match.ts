import { unreadableFile } from "../unreadable-file.ts";

/** Headers in which trackers describe the work in their own words. */
const DESCRIBING = new Set([
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
 * Rejects a table that has our time columns by chance. Importing it would drop the description of the work and count
 * breaks as work.
 * @throws ServiceError `import_unreadable`, naming the columns
 */
export function refuseHalfMatch(keys: readonly string[]): void {
  if (keys.includes("category")) return;
  const describing = keys.filter((key) => DESCRIBING.has(key));
  if (describing.length === 0) return;
  throw unreadableFile("half_match", { columns: describing.join(", ") }, "header");
}

import type { Environment } from "../../config/read-config.ts";
import { SETTINGS } from "../../config/settings.ts";
import type { Database } from "../../db/database.ts";
import { achievementRepository } from "../../repositories/achievement-repository.ts";
import { type Finding, note } from "./finding.ts";

/** The web app speaks Czech, and shows texts of the service as they come; an operator who sets LOCALE has chosen. */
export async function examineLanguage(
  { executor, kind }: Pick<Database, "executor" | "kind">,
  env: Environment,
): Promise<Finding[]> {
  if ((env[SETTINGS.locale.name] ?? "").trim() !== "") return [];
  const kept = await achievementRepository(executor, kind).findAll();
  return kept === undefined ? [] : [note("language", "doctor.language.web_app")];
}

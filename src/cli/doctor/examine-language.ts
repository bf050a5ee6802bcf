import type { Environment } from "../../config/read-config.ts";
import { SETTINGS } from "../../config/settings.ts";
import type { Database } from "../../db/database.ts";
import { achievementRepository } from "../../repositories/achievement-repository.ts";
import { type Finding, note } from "./finding.ts";

/**
 * Checks the language: the web app is Czech and shows the service's texts unchanged. If LOCALE is set, the operator has
 * chosen.
 */
export async function examineLanguage(
  { executor, kind }: Pick<Database, "executor" | "kind">,
  env: Environment,
): Promise<Finding[]> {
  if ((env[SETTINGS.locale.name] ?? "").trim() !== "") return [];
  const kept = await achievementRepository(executor, kind).findAll();
  return kept === undefined ? [] : [note("language", "doctor.language.web_app")];
}

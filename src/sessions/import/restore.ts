import type { ImportRun } from "../../domain/import-run.ts";
import { type FieldProblem, ServiceError } from "../../errors.ts";

/** What became of something in our own export: what is stored in its place already is kept. */
export type RestoreOutcome = "imported" | "unchanged" | "conflicts";

/**
 * Stores a check-in where its day has none.
 * @param checkin as it stands in a file; nothing about it is known
 * @param run the import that it is from; nothing is stored without one
 * @throws ServiceError validation_failed
 */
export type RestoreCheckin = (
  userId: string,
  checkin: unknown,
  run: ImportRun | undefined,
) => Promise<RestoreOutcome>;

/**
 * Stores each of a person's choices where they have made none.
 * @param choices as they stand in a file; nothing about them is known
 * @returns how many became what
 * @throws ServiceError validation_failed
 */
export type RestoreChoices = (
  userId: string,
  choices: unknown,
  options: { readonly preview: boolean },
) => Promise<Restored>;

/** How many of several became what. */
export type Restored = Readonly<Record<RestoreOutcome, number>>;

const NONE: Restored = { imported: 0, unchanged: 0, conflicts: 0 };

/** What became of the check-ins, or of the choices, of a file. */
export type RestoredCounts = Readonly<Record<RestoreOutcome | "rejected", number>>;

/** What became of one or several, or what is wrong with them. */
export async function restoreChecked(
  restored: Promise<RestoreOutcome | Restored>,
): Promise<Restored | readonly FieldProblem[]> {
  try {
    const outcome = await restored;
    return typeof outcome === "string" ? { ...NONE, [outcome]: 1 } : outcome;
  } catch (error) {
    if (error instanceof ServiceError && error.fields.length > 0) return error.fields;
    throw error;
  }
}

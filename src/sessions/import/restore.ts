import type { ImportRun } from "../../domain/import-run.ts";
import { type FieldProblem, ServiceError } from "../../errors.ts";

/** Outcome of restoring an item of our own export. An existing value is kept. */
export type RestoreOutcome = "imported" | "unchanged" | "conflicts";

/**
 * Stores a check-in if its day has none.
 * @param checkin as in the file, not validated
 * @param run import run to record; nothing is stored without one
 * @throws ServiceError validation_failed
 */
export type RestoreCheckin = (
  userId: string,
  checkin: unknown,
  run: ImportRun | undefined,
) => Promise<RestoreOutcome>;

/**
 * Stores each of a person's settings that is not set yet.
 * @param choices as in the file, not validated
 * @returns the number of each outcome
 * @throws ServiceError validation_failed
 */
export type RestoreChoices = (
  userId: string,
  choices: unknown,
  options: { readonly preview: boolean },
) => Promise<Restored>;

/** Number of items by outcome. */
export type Restored = Readonly<Record<RestoreOutcome, number>>;

const NONE: Restored = { imported: 0, unchanged: 0, conflicts: 0 };

/** Outcomes for the check-ins, or the settings, of a file. */
export type RestoredCounts = Readonly<Record<RestoreOutcome | "rejected", number>>;

/** Restores items and returns their outcomes, or their faults. */
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

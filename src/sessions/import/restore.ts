import { type FieldProblem, ServiceError } from "../../errors.ts";

/** What became of something in our own export: what is stored in its place already is kept. */
export type RestoreOutcome = "imported" | "unchanged" | "conflicts";

/**
 * Stores a check-in where its day has none.
 * @param checkin as it stands in a file; nothing about it is known
 * @throws ServiceError validation_failed
 */
export type RestoreCheckin = (
  userId: string,
  checkin: unknown,
  options: { readonly preview: boolean },
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
) => Promise<Readonly<Record<RestoreOutcome, number>>>;

/** What became of the check-ins, or of the choices, of a file. */
export type RestoredCounts = Readonly<Record<RestoreOutcome | "rejected", number>>;

/** What became of it, or what is wrong with it. */
export async function restoreChecked<Outcome>(
  restored: Promise<Outcome>,
): Promise<Outcome | readonly FieldProblem[]> {
  try {
    return await restored;
  } catch (error) {
    if (error instanceof ServiceError && error.fields.length > 0) return error.fields;
    throw error;
  }
}

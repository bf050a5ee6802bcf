import { type FieldProblem, ServiceError } from "../../errors.ts";

/** What became of a check-in: an existing one of that day is kept. */
export type CheckinOutcome = "imported" | "unchanged" | "conflicts";

/**
 * Stores a check-in where its day has none.
 * @param checkin as it stands in a file; nothing about it is known
 * @throws ServiceError validation_failed
 */
export type RestoreCheckin = (
  userId: string,
  checkin: unknown,
  options: { readonly preview: boolean },
) => Promise<CheckinOutcome>;

/** What became of the check-ins of a file. */
export type CheckinCounts = Readonly<Record<CheckinOutcome | "rejected", number>>;

/** What became of one, or what is wrong with it. */
export async function restoreChecked(
  restore: RestoreCheckin,
  ...given: Parameters<RestoreCheckin>
): Promise<CheckinOutcome | readonly FieldProblem[]> {
  try {
    return await restore(...given);
  } catch (error) {
    if (error instanceof ServiceError && error.fields.length > 0) return error.fields;
    throw error;
  }
}

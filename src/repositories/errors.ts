/** The cursor is not one that this service has issued. */
export class InvalidCursorError extends Error {
  readonly code = "invalid_cursor";

  constructor() {
    super("The cursor is not one that this service has given out.");
    this.name = "InvalidCursorError";
  }
}

/**
 * The web app's database allows one check-in per date for all users together, and another user has that date. It occurs
 * only with several users on an adopted database.
 */
export class WellnessDateTakenError extends Error {
  readonly code = "wellness_date_taken";

  constructor(cause: unknown) {
    super("The adopted database allows one check-in per date, and another user has this date.", {
      cause,
    });
    this.name = "WellnessDateTakenError";
  }
}

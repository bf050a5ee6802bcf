import type { ProfileView } from "../../profiles/profile-service.ts";
import { formatInstant } from "../../time/format-instant.ts";

const MINUTE_MS = 60_000;

/**
 * Time of an answer in two forms: without an offset for older clients, and as an instant. Rounded to the minute, for
 * which an answer is constant.
 */
export function answerTime(view: ProfileView): {
  readonly timestamp: string;
  readonly as_of: string;
} {
  const asOf = formatInstant(Math.floor(view.atMs / MINUTE_MS) * MINUTE_MS, view.cut.zone);
  return { timestamp: asOf.replace(/(Z|[+-]\d{2}:\d{2})$/, ""), as_of: asOf };
}

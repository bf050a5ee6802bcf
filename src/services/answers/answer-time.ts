import type { ProfileView } from "../../profiles/profile-service.ts";
import { formatInstant } from "../../time/format-instant.ts";

const MINUTE_MS = 60_000;

/**
 * When an answer was made: as older clients read it, without an offset, and as an instant. To the minute: an
 * answer is the same all through it.
 */
export function answerTime(view: ProfileView): {
  readonly timestamp: string;
  readonly as_of: string;
} {
  const asOf = formatInstant(Math.floor(view.atMs / MINUTE_MS) * MINUTE_MS, view.cut.zone);
  return { timestamp: asOf.replace(/(Z|[+-]\d{2}:\d{2})$/, ""), as_of: asOf };
}

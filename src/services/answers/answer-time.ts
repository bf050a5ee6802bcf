import { formatInstant } from "../../time/format-instant.ts";
import type { DayCut } from "../../time/local-day.ts";
import type { ProfileView } from "../profile-service.ts";

/** When an answer was made: as older clients read it, without an offset, and as an instant. */
export function answerTime(
  view: ProfileView,
  { zone }: DayCut,
): { readonly timestamp: string; readonly as_of: string } {
  const asOf = formatInstant(view.atMs, zone);
  return { timestamp: asOf.replace(/(Z|[+-]\d{2}:\d{2})$/, ""), as_of: asOf };
}

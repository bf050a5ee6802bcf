import { emptyProfile } from "../../../../src/models/profile.ts";
import { createDerivedValues } from "../../../../src/profiles/derived-values.ts";
import type { ProfileView } from "../../../../src/profiles/profile-service.ts";
import { NOTHING_STATED } from "../../../../src/time/work-times.ts";
import { openZone } from "../../../../src/time/zone.ts";

/** A view of nobody's profile, and the bytes that were counted for it. */
export function viewOfNobody() {
  const counted = { bytes: 0 };
  const view: ProfileView = {
    userId: "nobody",
    profile: emptyProfile(),
    derived: createDerivedValues({ day: 20_000 }),
    asked: { day: 20_000, minute: 0, wallHour: 0 },
    wallMinute: 0,
    cut: { zone: openZone("UTC"), dayStartHour: 0 },
    workTimes: NOTHING_STATED,
    presets: null,
    atMs: 0,
    version: 1,
    sessions: 0,
    account(bytes) {
      counted.bytes += bytes;
    },
  };
  return { view, counted };
}

import type { Session } from "../../domain/session.ts";
import type { Profile } from "../../models/profile.ts";
import { mondayOf } from "../../models/weekly-insights/state.ts";
import type { ProfileService, ProfileView } from "../../profiles/profile-service.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import type { WellnessRepository } from "../../repositories/wellness-repository.ts";
import type { WellnessCheckin } from "../../schemas/wellness.ts";
import { memoizedBytes } from "../answers/memoize-per-profile.ts";
import type { CategoryService } from "../categories/category-service.ts";

/** Data that answers need in addition to the profile. */
export interface Background {
  readonly categories: readonly string[];
  readonly checkin: WellnessCheckin | null;
  readonly recent: readonly Session[];
  readonly morning: ProfileView;
  /** View as of the beginning of the week. */
  readonly weekStart: ProfileView;
}

export interface BackgroundParts {
  readonly profiles: ProfileService;
  readonly categories: CategoryService;
  readonly wellness: Pick<WellnessRepository, "find">;
  readonly sessions: Pick<SessionRepository, "list">;
}

/** Days of sessions that answers use. */
const RECENT_DAYS = 30;
/** Maximum number of these sessions. */
const MAX_RECENT = 200;
/** Notes are truncated to this many characters. */
const MAX_NOTE_LENGTH = 300;

/** Reads the data once per profile. A profile belongs to one day and one data version, which every write raises. */
export function backgroundReader(
  parts: BackgroundParts,
): (view: ProfileView) => Promise<Background> {
  const known = new WeakMap<Profile, Promise<Background>>();

  async function read(view: ProfileView): Promise<Background> {
    const { userId, asked, version, atMs } = view;
    const [chosen, checkin, recent, morning, weekStart] = await Promise.all([
      parts.categories.known(userId, version),
      parts.wellness.find(userId, asked.day),
      recentSessions(view),
      parts.profiles.asOfStart(userId, asked.day, view),
      parts.profiles.asOfStart(userId, mondayOf(asked.day), view),
    ]);
    const used = view.profile["diversity-detector"].categories;
    view.account(memoizedBytes(recent));
    return {
      categories: chosen.length > 0 ? chosen : used,
      // The check-in of a past day may have been made after the moment of the query.
      checkin: checkin === undefined || checkin.createdAtMs > atMs ? null : checkin,
      ...{ recent, morning, weekStart },
    };
  }

  async function recentSessions({ userId, asked, atMs }: ProfileView): Promise<readonly Session[]> {
    const range = { fromDay: asked.day - RECENT_DAYS + 1, toDay: asked.day + 1 };
    const { sessions } = await parts.sessions.list(userId, range, { limit: MAX_RECENT });
    return sessions
      .filter(({ endedAtMs }) => endedAtMs <= atMs)
      .map((session) => ({ ...session, notes: session.notes?.slice(0, MAX_NOTE_LENGTH) ?? null }));
  }

  return (view) => {
    const found = known.get(view.profile);
    if (found !== undefined) return found;
    const reading = read(view);
    known.set(view.profile, reading);
    reading.catch(() => known.delete(view.profile));
    return reading;
  };
}

import type { Locale } from "../../messages/locale.ts";
import { translate } from "../../messages/translate.ts";
import type { Clock } from "../../ports.ts";
import type { ProfileService } from "../../profiles/profile-service.ts";
import type {
  AchievementRepository,
  StoredAchievement,
} from "../../repositories/achievement-repository.ts";
import type { AchievementFocus } from "../../schemas/achievements.ts";
import { round } from "../answers/data-basis.ts";
import { plainName } from "../answers/plain-name.ts";
import { findAchievement } from "./catalogue.ts";
import { ownProgress } from "./own-progress.ts";
import { type AchievementProgress, suggestAchievement } from "./progress.ts";

export interface AchievementService {
  /** The achievement closest to completion, and its progress. */
  focus(userId: string, locale: Locale): Promise<AchievementFocus>;
}

export interface AchievementServiceParts {
  readonly profiles: ProfileService;
  readonly achievements: AchievementRepository;
  readonly clock: Clock;
}

/** User of the web app's table, which has no user column. */
const WEB_APP_USER = "default";
/** Changes of the web app's table are not announced, so it is read again after this long. */
const FRESH_MS = 1000;

type Rows = readonly StoredAchievement[] | undefined;

export function createAchievementService(parts: AchievementServiceParts): AchievementService {
  const { profiles, achievements, clock } = parts;
  let lastRead: { readonly atMs: number; readonly rows: Rows } | undefined;

  async function webAppRows(userId: string): Promise<Rows> {
    if (userId !== WEB_APP_USER) return undefined;
    const age = lastRead === undefined ? Number.POSITIVE_INFINITY : clock.now() - lastRead.atMs;
    return age >= 0 && age < FRESH_MS ? lastRead?.rows : readRows();
  }

  async function readRows(): Promise<Rows> {
    const atMs = clock.now();
    const rows = await achievements.findAll();
    lastRead = { atMs, rows };
    return rows;
  }

  return {
    async focus(userId, locale) {
      const rows = await webAppRows(userId);
      // An empty table means that nothing has been counted yet, not that everything has been reached.
      return rows === undefined || rows.length === 0
        ? answer(ownProgress(await profiles.now(userId)), "own_sessions", locale)
        : answer(rows.map(complete), "web_app", locale);
    },
  };
}

function complete({ id, progress, unlocked }: StoredAchievement): AchievementProgress {
  const target = findAchievement(id)?.target ?? null;
  const reached = Math.max(0, Math.min(progress, target ?? progress));
  return { id, progress: reached, target, unlocked };
}

function answer(
  all: readonly AchievementProgress[],
  source: AchievementFocus["source"],
  locale: Locale,
): AchievementFocus {
  const suggestion = suggestAchievement(all);
  if (suggestion === undefined) {
    const reason = translate(locale, "achievement.reason.all_reached");
    const done = { progress: 100, target: 100, percent: 100 };
    return { achievement_id: null, name: null, reason, ...done, source };
  }
  const { kind, achievement } = suggestion;
  const { id, progress, target } = achievement;
  const name = nameOf(id, locale);
  const isCounted = kind === "in_progress" && target !== null;
  return {
    achievement_id: id,
    name,
    reason: isCounted
      ? translate(locale, "achievement.reason.in_progress", { name, progress, target })
      : translate(locale, `achievement.reason.${kind === "start" ? "start" : "begun"}`, { name }),
    progress,
    target,
    percent: target === null ? null : round((100 * progress) / target, 1),
    source,
  };
}

/** The name of an achievement; an id of the web app outside the catalogue is shown as words. */
function nameOf(id: string, locale: Locale): string {
  const known = findAchievement(id);
  if (known !== undefined) return translate(locale, `achievement.name.${known.id}`);
  const words = id.replaceAll(/[_-]+/g, " ").trim();
  return plainName(words.charAt(0).toUpperCase() + words.slice(1));
}

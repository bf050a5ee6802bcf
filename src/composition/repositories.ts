import type { Database } from "../db/database.ts";
import { achievementRepository } from "../repositories/achievement-repository.ts";
import { apiKeyRepository } from "../repositories/api-key-repository.ts";
import { arrivalRepository } from "../repositories/arrival-repository.ts";
import { categoryRepository } from "../repositories/category-repository.ts";
import { currentSessionRepository } from "../repositories/current-session-repository.ts";
import { importMappingRepository } from "../repositories/import-mapping-repository.ts";
import { importRepository } from "../repositories/import-repository.ts";
import { profileSnapshotRepository } from "../repositories/profile-snapshot-repository.ts";
import { profileStateRepository } from "../repositories/profile-state-repository.ts";
import { ratingConversionRepository } from "../repositories/rating-conversion-repository.ts";
import { sessionRepository } from "../repositories/session-repository.ts";
import { settingsRepository } from "../repositories/settings-repository.ts";
import { versionRepository } from "../repositories/version-repository.ts";
import { wellnessRepository } from "../repositories/wellness-repository.ts";
import { zoneShiftRepository } from "../repositories/zone-shift-repository.ts";
import type { ZoneOf } from "../repositories/zones-of.ts";

export type Repositories = ReturnType<typeof createRepositories>;

/** The repositories that services share, each created once. Within a transaction a service creates its own. */
export function createRepositories({ executor, kind }: Database, zoneOf: ZoneOf) {
  return {
    sessions: sessionRepository(executor, kind, zoneOf),
    wellness: wellnessRepository(executor, kind),
    versions: versionRepository(executor, kind),
    snapshots: profileSnapshotRepository(executor, kind),
    states: profileStateRepository(executor, kind),
    arrivals: arrivalRepository(executor, kind),
    settings: settingsRepository(executor),
    categories: categoryRepository(executor, kind),
    currentSessions: currentSessionRepository(executor),
    apiKeys: apiKeyRepository(executor, kind),
    imports: importRepository(executor, kind, zoneOf),
    importMappings: importMappingRepository(executor),
    achievements: achievementRepository(executor, kind),
    ratingConversions: ratingConversionRepository(executor, kind),
    zoneShifts: zoneShiftRepository(executor, kind),
  };
}

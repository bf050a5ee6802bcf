import { erasureRepository } from "../repositories/erasure-repository.ts";
import { personRowRepository } from "../repositories/person-row-repository.ts";
import { forgetSentences } from "../services/ai/drafting/read-figures.ts";
import type { TextWriting } from "../services/ai/writing/text-writing.ts";
import type { CategoryService } from "../services/categories/category-service.ts";
import type { OwnChoices } from "../services/people/own-choices.ts";
import {
  createErasureService,
  type ErasureService,
} from "../services/personal-data/erasure-service.ts";
import { createPersonExport, type PersonExport } from "../services/personal-data/person-export.ts";
import type { SearchService } from "../services/search/search-service.ts";
import type { Briefings } from "./briefings.ts";
import type { Core } from "./core.ts";
import type { Opened } from "./opened.ts";

/** The services that remember people. */
export interface Rememberers {
  readonly textWriting: TextWriting;
  readonly searchService: SearchService;
  readonly categoryService: CategoryService;
  readonly ownChoices: Pick<OwnChoices, "read">;
  readonly forgetKeys: (userId: string) => void;
  readonly briefings: Briefings | undefined;
}

/** Creates the erasure and the export of a person's data. All services that remember people are listed here. */
export function composePersonalData(
  { database, feed, clock, logger }: Opened,
  { people, profileService, cacheService, repositories, zoneOf }: Core,
  { textWriting, searchService, categoryService, ownChoices, forgetKeys, briefings }: Rememberers,
): { readonly erasureService: ErasureService; readonly personExport: PersonExport } {
  const erasureService = createErasureService({
    ...{ database, feed, clock, repository: erasureRepository(database) },
    drop: [
      forgetKeys,
      people.forget,
      (userId) => categoryService.forget(userId),
      () => forgetSentences(),
    ],
    forget: [
      (userId) => profileService.forget(userId),
      async (userId) => {
        // Briefings come first, because they would write new texts.
        await briefings?.forget(userId);
        await textWriting.eraseUser(userId);
      },
      (userId) => searchService.forget(userId),
      (userId) => cacheService.remove({ userId }),
    ],
    onErased: (rows) => logger.info({ event_type: "PERSON_ERASED", metrics: rows }, "erased"),
    onForgotten: () => logger.info({ event_type: "PERSON_FORGOTTEN" }, "forgotten"),
    onTrouble: (error) =>
      logger.error({ event_type: "ERASURE_FAILED", error }, "an erased person was not forgotten"),
  });
  const personExport = createPersonExport({
    ...{ sessions: repositories.sessions, checkins: repositories.wellness },
    ...{ rows: personRowRepository(database.executor), clock, zoneOf },
    choicesOf: ownChoices.read,
  });
  return { erasureService, personExport };
}

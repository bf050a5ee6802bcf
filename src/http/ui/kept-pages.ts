import type { CachePolicy } from "../../cache/cache-policy.ts";
import { normalizeParameters } from "../../cache/cache-request.ts";
import type { CacheService } from "../../cache/cache-service.ts";
import { answerBody, type CachedAnswer } from "../../cache/cached-answer.ts";
import type { Served } from "../../cache/served.ts";
import type { Html } from "../../markup/html.ts";
import type { Locale } from "../../messages/translate.ts";
import type { PageName } from "./layout.ts";
import { SlottedPage } from "./page-slots.ts";

/** Pages that depend only on a person's data and the current minute, and stay valid until either changes. */
const KEPT = ["", "week", "patterns", "load", "record", "sessions", "settings"] as const;
type KeptName = (typeof KEPT)[number];

const POLICY: CachePolicy = { ttlMs: 60_000, staleMs: 0, bucket: "minute", shared: false };

/** Everything on which a cached page may depend besides data and time. */
export interface PageQuestion {
  readonly name: KeptName;
  readonly userId: string;
  readonly locale: Locale;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether the browser demands a new page, as at a forced reload. */
  readonly isAfresh: boolean;
}

export interface KeptPage {
  readonly page: SlottedPage;
  readonly served: Served;
}

export interface KeptPages {
  /**
   * Returns the cached page while it is valid, otherwise a new one.
   * @param make makes the page; throws a page that must not be cached
   */
  obtain(question: PageQuestion, make: () => Promise<Html>): Promise<KeptPage>;
}

export function keptName(name: PageName): KeptName | undefined {
  return KEPT.find((kept) => kept === name);
}

export function createKeptPages(cacheService: CacheService): KeptPages {
  const addresses = KEPT.map((name) => [name, name === "" ? "/ui" : `/ui/${name}`] as const);
  const routes = new Map(
    addresses.map(([name, address]) => [name, cacheService.declare(address, POLICY)]),
  );
  const slotted = new WeakMap<CachedAnswer, SlottedPage>();

  return {
    async obtain({ name, userId, locale, parameters, isAfresh }, make) {
      const route = routes.get(name) ?? cacheService.declare(`/ui/${name}`, POLICY);
      const question = { route, userId, locale, parameters: normalizeParameters({}, parameters) };
      const load = async () => answerBody(Buffer.from((await make()).text));
      const { answers } = cacheService;
      const served = isAfresh
        ? await answers.obtainAfresh(question, load)
        : await answers.obtain(question, load);
      const page = slotted.get(served.answer) ?? new SlottedPage(served.answer.wire);
      slotted.set(served.answer, page);
      return { page, served };
    },
  };
}

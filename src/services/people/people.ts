import { LRUCache } from "lru-cache";
import type { PersonalSettings } from "../../domain/personal-settings.ts";
import { LOCALES, type Locale } from "../../messages/locale.ts";
import type { Clock, People, PersonState, VersionFeed } from "../../ports.ts";
import type { ArrivalRepository } from "../../repositories/arrival-repository.ts";
import type { ProfileState } from "../../repositories/profile-state-repository.ts";
import { isFromMemory } from "../../runtime/from-memory.ts";
import { createLargeLru } from "../../runtime/large-lru.ts";
import type { DayCut } from "../../time/local-day.ts";
import { NOTHING_STATED } from "../../time/work-times.ts";
import { openZone, type Zone } from "../../time/zone.ts";
import { readWorkTimes } from "./read-work-times.ts";

export interface PeopleParts {
  readonly clock: Clock;
  readonly feed: VersionFeed;
  readonly arrivals: ArrivalRepository;
  /** Called with the stored state of a profile that was read together with the person's settings. */
  readonly onState?: (userId: string, state: ProfileState) => void;
  /** Default day boundaries, for people who have chosen none. */
  readonly cut: DayCut;
}

/** People, with the settings that they were built from. */
export interface RememberedPeople extends People {
  /** Settings in memory, possibly outdated; `undefined` when there are none. */
  lastSettings(userId: string): PersonalSettings | undefined;
}

interface Known {
  readonly person: PersonState;
  readonly settings: PersonalSettings;
  /** When the settings were last known to be current. */
  confirmedMs: number;
}

/**
 * Maximum number of people in memory: about 500 bytes each, some KB with full lists of presets and colours. Others are read again.
 */
const MAX_PEOPLE = 50_000;

/** Maximum number of results of combined reads that wait to be used. */
const MAX_ARRIVED = 1000;

/**
 * Caches settings by person, with the version of the person's data at which they were read. A change of settings raises
 * that version on every replica, as every write does, so no other invalidation is needed.
 */
export function createPeople(parts: PeopleParts): RememberedPeople {
  const { clock, feed, arrivals, cut: usual } = parts;
  const known = createLargeLru<Known>(MAX_PEOPLE);
  const reading = new Map<string, Promise<PersonState>>();
  /** People whose version was read together with everything else. */
  const arrived = new LRUCache<string, PersonState>({ max: MAX_ARRIVED });
  /** Incremented whenever a person is cleared from memory. */
  let forgotten = 0;
  const cuts = new Map<string, DayCut>([[keyOf(usual), usual]]);

  function cutOf({ timezone, dayStartHour }: PersonalSettings): DayCut {
    const cut = {
      zone: zoneOf(timezone) ?? usual.zone,
      dayStartHour: dayStartHour ?? usual.dayStartHour,
    };
    const found = cuts.get(keyOf(cut));
    if (found !== undefined) return found;
    cuts.set(keyOf(cut), cut);
    return cut;
  }

  /** @param seen a version read before; when absent, the version of the settings is used */
  async function read(userId: string, seen?: number): Promise<PersonState> {
    const before = forgotten;
    const confirmedMs = clock.now();
    const { settings, state, version: newest } = await arrivals.find(userId);
    // The version was read before the settings, so they are at least as new.
    const version = seen ?? newest;
    const person = {
      ...{ version, cut: cutOf(settings), language: languageOf(settings) },
      ...{ workTimes: readWorkTimes(settings), presets: settings.presets },
    };
    if (forgotten !== before) return person;
    if (state !== undefined) parts.onState?.(userId, state);
    const last = known.peek(userId)?.person.version ?? version;
    if (version >= last) known.set(userId, { person, settings, confirmedMs });
    return person;
  }

  async function readVersion(userId: string): Promise<number> {
    const person = await read(userId);
    arrived.set(userId, person);
    return person.version;
  }

  async function whenRead(userId: string, reading: Promise<number>): Promise<PersonState> {
    const version = await reading;
    const person = arrived.get(userId);
    arrived.delete(userId);
    return person?.version === version ? person : at(userId, version);
  }

  function at(userId: string, version: number): PersonState | Promise<PersonState> {
    const found = known.get(userId);
    if (found?.person.version === version) {
      found.confirmedMs = clock.now();
      return found.person;
    }
    const key = `${version} ${userId}`;
    const underWay = reading.get(key);
    if (underWay !== undefined) return underWay;
    const person = read(userId, version).finally(() => reading.delete(key));
    reading.set(key, person);
    return person;
  }

  return {
    current(userId) {
      const remembered = isFromMemory() ? known.peek(userId) : undefined;
      if (remembered !== undefined) return remembered.person;
      const version = feed.current(userId, readVersion);
      return typeof version === "number" ? at(userId, version) : whenRead(userId, version);
    },
    forget(userId) {
      forgotten += 1;
      known.delete(userId);
    },
    last: (userId) => known.peek(userId)?.person,
    lastSettings: (userId) => known.peek(userId)?.settings,
    lastConfirmedMs: (userId) => known.peek(userId)?.confirmedMs,
    usual: { cut: usual, language: undefined, workTimes: NOTHING_STATED, presets: null },
  };
}

function keyOf({ zone, dayStartHour }: DayCut): string {
  return `${zone.id} ${dayStartHour}`;
}

/** `undefined` for a zone unknown to this runtime, which another program may have stored. */
function zoneOf(id: string | null): Zone | undefined {
  if (id === null) return undefined;
  try {
    return openZone(id);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function languageOf({ language }: PersonalSettings): Locale | undefined {
  return LOCALES.find((locale) => locale === language);
}

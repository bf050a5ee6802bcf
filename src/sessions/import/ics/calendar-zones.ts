import { openZone, type Zone } from "../../../time/zone.ts";
import { type Observance, readOwnZone } from "./own-zone.ts";

/** Outlook's and Exchange's names of the most common zones, from CLDR's table of Windows zones. */
const WINDOWS_ZONES: Readonly<Record<string, string>> = {
  "AUS Eastern Standard Time": "Australia/Sydney",
  "Arabian Standard Time": "Asia/Dubai",
  "Atlantic Standard Time": "America/Halifax",
  "Central Europe Standard Time": "Europe/Budapest",
  "Central European Standard Time": "Europe/Warsaw",
  "Central Standard Time": "America/Chicago",
  "China Standard Time": "Asia/Shanghai",
  "E. Europe Standard Time": "Europe/Chisinau",
  "E. South America Standard Time": "America/Sao_Paulo",
  "Eastern Standard Time": "America/New_York",
  "Egypt Standard Time": "Africa/Cairo",
  "FLE Standard Time": "Europe/Kyiv",
  "GMT Standard Time": "Europe/London",
  "GTB Standard Time": "Europe/Bucharest",
  "Greenwich Standard Time": "Atlantic/Reykjavik",
  "India Standard Time": "Asia/Kolkata",
  "Israel Standard Time": "Asia/Jerusalem",
  "Korea Standard Time": "Asia/Seoul",
  "Mountain Standard Time": "America/Denver",
  "New Zealand Standard Time": "Pacific/Auckland",
  "Pacific Standard Time": "America/Los_Angeles",
  "Romance Standard Time": "Europe/Paris",
  "Russian Standard Time": "Europe/Moscow",
  "SE Asia Standard Time": "Asia/Bangkok",
  "Singapore Standard Time": "Asia/Singapore",
  "South Africa Standard Time": "Africa/Johannesburg",
  "Tokyo Standard Time": "Asia/Tokyo",
  "Turkey Standard Time": "Europe/Istanbul",
  "US Eastern Standard Time": "America/Indianapolis",
  "US Mountain Standard Time": "America/Phoenix",
  "W. Europe Standard Time": "Europe/Berlin",
};

/** Maximum number of zone names that a calendar may define. */
const MAX_ZONES = 500;
/** Maximum number of observances that are kept for all zones of a calendar. */
const MAX_OBSERVANCES = 1000;
/** Longest property of an observance that is kept. */
const OBSERVANCE_CHARACTERS = 4000;

/** A VTIMEZONE component. */
export interface ZoneDefinition {
  readonly name: string;
  /** The IANA name that some programs add. */
  readonly location: string | undefined;
  readonly observances: readonly Observance[];
}

/** Time zones named by the events of one calendar. */
export class CalendarZones {
  readonly #nowMs: number;
  readonly #definitions = new Map<string, ZoneDefinition>();
  readonly #zones = new Map<string, Zone | undefined>();
  #observanceCount = 0;

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  /** Registers the calendar's own definition of a zone name. */
  define(definition: ZoneDefinition): void {
    const { name, observances } = definition;
    if (this.#definitions.size >= MAX_ZONES) return;
    this.#observanceCount += observances.length;
    const properties = observances.flat();
    const isBounded =
      this.#observanceCount <= MAX_OBSERVANCES &&
      properties.every(({ value }) => value.length <= OBSERVANCE_CHARACTERS);
    this.#definitions.set(name, isBounded ? definition : { ...definition, observances: [] });
    this.#zones.delete(name);
  }

  /** @returns `undefined` for an unknown name */
  get(name: string): Zone | undefined {
    if (this.#zones.has(name)) return this.#zones.get(name);
    const zone = this.#resolve(name);
    if (this.#zones.size < MAX_ZONES) this.#zones.set(name, zone);
    return zone;
  }

  /** A known name beats the calendar's own rules, which often describe a single year. */
  #resolve(name: string): Zone | undefined {
    const { location = "", observances = [] } = this.#definitions.get(name) ?? {};
    return tryZone(location) ?? find(name) ?? readOwnZone(observances, this.#nowMs);
  }
}

/** Resolves an IANA name, an IANA name at the end of a program's own path, or a Windows name. */
function find(name: string): Zone | undefined {
  const parts = name.split("/");
  const paths = [name, parts.slice(-3).join("/"), parts.slice(-2).join("/")];
  for (const path of [...paths, WINDOWS_ZONES[name] ?? ""]) {
    const zone = tryZone(path);
    if (zone !== undefined) return zone;
  }
  return undefined;
}

function tryZone(name: string): Zone | undefined {
  try {
    return openZone(name);
  } catch {
    return undefined;
  }
}

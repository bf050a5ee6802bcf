import { asList, asObject, asText, type JsonObject } from "../../../scripts/openapi/json.ts";
import type { Random } from "../random.ts";
import type { Description } from "./description.ts";

export function pick<T>(list: readonly [T, ...T[]], random: Random): T {
  return list[Math.floor(random.uniform() * list.length)] ?? list[0];
}

export function pickAny<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random.uniform() * list.length)];
}

/** What some layer below could stumble over. */
const NASTY = [
  "",
  " ",
  "\0",
  "\ud800",
  "\u202e",
  "😀",
  "%",
  "%00",
  "../../etc/passwd",
  "'; drop table sessions; --",
  "<script>alert(1)</script>",
  "{x}",
  "__proto__",
  "constructor",
  "NaN",
  "Infinity",
  "-0",
  "1e999",
  "0x10",
  "null",
  "true",
  "undefined",
  "2026-02-30",
  "0000-00-00",
  "9999-12-31",
  "24:00",
  "ž".repeat(120),
  "x".repeat(260),
  "x".repeat(12_000),
] as const;

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.5,
  99,
  100,
  100.004,
  101,
  1440,
  1441,
  2 ** 31,
  2 ** 53,
  1e308,
  5e-324,
  -1e9,
] as const;

const DAYS = ["2026-03-02", "2026-03-01", "2026-02-23", "2025-12-31", "2024-02-29"] as const;
const MOMENTS = [
  "2026-03-01T09:00:00Z",
  "2026-02-27T23:30:00+01:00",
  "2025-10-26T02:30:00+02:00",
  "1970-01-01T00:00:00Z",
] as const;

/** Values of schemas: such as fit, such as lie at the edge, and such as do not fit. */
export class Values {
  readonly #description: Description;
  readonly #random: Random;
  /** Ids and cursors that answers have held, by what they are of, so that requests meet what is there. */
  readonly #seen = new Map<string, string[]>();

  constructor(description: Description, random: Random) {
    this.#description = description;
    this.#random = random;
  }

  /** @param kind the path's word for it, such as `sessions` */
  remember(kind: string, id: string): void {
    const known = this.#seen.get(kind) ?? [];
    this.#seen.set(kind, [...known, id].slice(-20));
  }

  chance(share: number): boolean {
    return this.#random.uniform() < share;
  }

  hostileText(): string {
    return pick(NASTY, this.#random);
  }

  /** Fits as a rule; a pattern that is not known here may not be met. */
  fitting(given: JsonObject, name = "", depth = 0): unknown {
    const schema = this.#description.follow(given);
    if ("const" in schema) return schema.const;
    const allowed = asList(schema.enum);
    if (allowed.length > 0) return pickAny(allowed, this.#random);
    if ("default" in schema && this.chance(0.2)) return schema.default;
    const choices = asList(schema.anyOf);
    if (choices.length > 0) return this.fitting(asObject(pickAny(choices, this.#random)), name);
    const types = asList(schema.type).map(asText);
    const [first, ...rest] = types.filter((type) => type !== "null" || this.chance(0.3));
    if (first === undefined) return types.includes("null") ? null : this.hostileText();
    switch (pick([first, ...rest], this.#random)) {
      case "object":
        return this.#object(schema, depth);
      case "array":
        return this.#array(schema, depth);
      case "integer":
        return Math.round(this.#number(schema));
      case "number":
        return this.#number(schema);
      case "boolean":
        return this.chance(0.5);
      case "null":
        return null;
      default:
        return this.#text(schema, name);
    }
  }

  /** Anything at all. */
  hostile(depth = 0): unknown {
    const kind = this.#random.uniform();
    if (kind < 0.45) return this.hostileText();
    if (kind < 0.75) return pick(NUMBERS, this.#random);
    if (kind < 0.85) return pick([null, true, false], this.#random);
    if (depth > 2) return [];
    if (kind < 0.93) return [this.hostile(depth + 1), this.hostile(depth + 1)];
    return Object.fromEntries([[this.hostileText(), this.hostile(depth + 1)]]);
  }

  /** The value with something hostile in one place of it. */
  broken(value: unknown): unknown {
    if (this.chance(0.2)) return this.hostile();
    if (Array.isArray(value) && value.length > 0) {
      const place = Math.floor(this.#random.uniform() * value.length);
      return value.map((each, index) => (index === place ? this.broken(each) : each));
    }
    if (typeof value !== "object" || value === null) return this.hostile();
    const members = Object.entries(value);
    const target = pickAny(members, this.#random);
    if (target === undefined || this.chance(0.2)) {
      return { ...value, [this.hostileText()]: this.hostile() };
    }
    const [name, member] = target;
    if (this.chance(0.2)) return Object.fromEntries(members.filter(([each]) => each !== name));
    return { ...value, [name]: this.broken(member) };
  }

  #object(schema: JsonObject, depth: number): JsonObject {
    const required = new Set(asList(schema.required));
    const members = Object.entries(asObject(schema.properties)).filter(
      ([name]) => required.has(name) || this.chance(depth > 2 ? 0.2 : 0.6),
    );
    const patterns = Object.values(asObject(schema.patternProperties));
    const open = patterns.map((each): [string, unknown] => ["9", each]);
    return Object.fromEntries(
      [...members, ...open].map(([name, each]) => [
        name,
        this.fitting(asObject(each), name, depth + 1),
      ]),
    );
  }

  #array(schema: JsonObject, depth: number): unknown[] {
    const least = Number(schema.minItems ?? 0);
    const most = Math.min(Number(schema.maxItems ?? 4), least + 4);
    const length = Math.round(least + this.#random.uniform() * (most - least));
    const items = asObject(schema.items);
    return Array.from({ length }, () => this.fitting(items, "", depth + 1));
  }

  /** Within its bounds, and often at one of them. */
  #number(schema: JsonObject): number {
    const above = schema.exclusiveMinimum;
    const least = typeof above === "number" ? above + 0.5 : Number(schema.minimum ?? -1000);
    const most = Number(schema.maximum ?? Math.max(least, 0) + 1000);
    if (this.chance(0.3)) return this.chance(0.5) ? least : most;
    return least + this.#random.uniform() * (most - least);
  }

  #text({ format, minLength, maxLength, pattern }: JsonObject, name: string): string {
    if (format === "date") return pick(DAYS, this.#random);
    if (format === "date-time" || /^(start|end)$/.test(name)) return pick(MOMENTS, this.#random);
    const [kind = "", word = name] = name.split(" ");
    const seen = pickAny(this.#seen.get(kind) ?? [], this.#random);
    if (seen !== undefined && /^(id|cursor|after)$/.test(word) && this.chance(0.8)) return seen;
    if (format === "uuid") return crypto.randomUUID();
    if (name === "timezone")
      return pick(["Europe/Prague", "UTC", "Pacific/Auckland"], this.#random);
    if (/expires|keep/.test(name)) return "90d";
    if (typeof pattern === "string" && /\\d/.test(pattern)) return pick(DAYS, this.#random);
    if (typeof pattern === "string") return pick(["plain", "user-7", "~"], this.#random);
    const least = Number(minLength ?? 0);
    const most = Number(maxLength ?? 60);
    if (this.chance(0.15)) return "ř".repeat(Math.min(this.chance(0.5) ? least : most, 20_000));
    if (this.chance(0.3)) return this.hostileText().slice(0, most).padEnd(least, "y");
    return pick(["Coding", "deep_work", "Database", "Čeština & spol.", "a b"], this.#random)
      .slice(0, most)
      .padEnd(least, "y");
  }
}

import { postgresServers } from "../domain/postgres-url.ts";
import { InputError } from "../messages/said.ts";
import { openZone } from "../time/zone.ts";

/**
 * The parser of a setting's text. `read` throws an InputError that names the expected form and never repeats the text,
 * because it may be a secret.
 */
export interface SettingType<Value> {
  /** The accepted form, as the documentation prints it. */
  readonly accepts: string;
  read(text: string): Value;
}

export function integer(least: number, most: number): SettingType<number> {
  const accepts = `whole number from ${least} to ${most}`;
  return {
    accepts,
    read(text) {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (value >= least && value <= most) return value;
      throw new InputError("config.integer", { least: String(least), most: String(most) });
    },
  };
}

/** Seconds, fractions allowed. */
export function seconds(most: number): SettingType<number> {
  const accepts = `seconds, more than 0 and at most ${most}`;
  return {
    accepts,
    read(text) {
      const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      if (value > 0 && value <= most) return value;
      throw new InputError("config.seconds", { most: String(most) });
    },
  };
}

export const flag: SettingType<boolean> = {
  accepts: "`true` or `false`",
  read(text) {
    const value = text.toLowerCase();
    if (value === "true" || value === "1" || value === "yes" || value === "on") return true;
    if (value === "false" || value === "0" || value === "no" || value === "off") return false;
    throw new InputError("config.flag");
  },
};

/** One of `names`, in any case; `aliases` are older spellings that mean one of them. */
export function oneOf<const Name extends string>(
  names: readonly Name[],
  aliases: Readonly<Record<string, Name>> = {},
): SettingType<Name> {
  return {
    accepts: names.map((name) => `\`${name}\``).join(", "),
    read(text) {
      const wanted = text.toLowerCase();
      const found = names.find((name) => name === wanted) ?? aliases[wanted];
      if (found !== undefined) return found;
      throw new InputError("config.one_of", { names: names.join(", ") });
    },
  };
}

export function text(accepts: string): SettingType<string> {
  return { accepts, read: (value) => value };
}

/** A secret that is too long for a brute-force attack. */
export function secretOf(leastBytes: number): SettingType<string> {
  const accepts = `text of at least ${leastBytes} bytes`;
  return {
    accepts,
    read(value) {
      if (Buffer.byteLength(value) >= leastBytes) return value;
      throw new InputError("config.secret", { bytes: String(leastBytes) });
    },
  };
}

/** Methods of authentication. */
export type AuthMethod = "keys" | "jwt";

/** `none`, or methods separated by commas. */
export const authMethods: SettingType<readonly AuthMethod[]> = {
  accepts: "`none`, `keys`, `jwt` or `keys,jwt`",
  read(value) {
    const names = value.split(",").map((part) => part.trim().toLowerCase());
    if (names.length === 1 && names[0] === "none") return [];
    const methods = names.filter((name) => name === "keys" || name === "jwt");
    if (methods.length === names.length && new Set(methods).size === names.length) {
      return Object.freeze(methods);
    }
    throw new InputError("config.methods");
  },
};

/** An absolute URL with one of the schemes, four at most, without a trailing slash. */
export function url(...schemes: readonly string[]): SettingType<string> {
  const starts = schemes.map((scheme) => `${scheme}://`);
  const accepts = `URL starting with ${starts.map((start) => `\`${start}\``).join(" or ")}`;
  return {
    accepts,
    read(value) {
      const parsed = URL.parse(value);
      const scheme = parsed?.protocol.slice(0, -1) ?? "";
      if (parsed !== null && parsed.host !== "" && schemes.includes(scheme)) {
        return value.replace(/\/+$/, "");
      }
      const [one = "", two = "none", three = "none", four = "none"] = starts;
      throw new InputError("config.url", { one, two, three, four });
    },
  };
}

/** The database of the sessions: a SQLite file, memory, or a PostgreSQL server. */
export const databaseUrl: SettingType<string> = {
  accepts: "`file:PATH`, `:memory:` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`",
  read(value) {
    if (value === ":memory:" || /^file:[^?]+$/.test(value)) return value;
    if (value.startsWith("file:")) throw new InputError("config.database_parameters");
    if (postgresServers(value) !== undefined) return value;
    throw new InputError("config.database_url");
  },
};

/** An IANA time zone. A bare offset is refused, because it has no daylight saving time. */
export const zoneName: SettingType<string> = {
  accepts: "IANA time zone, for example `Europe/Prague`",
  read(value) {
    try {
      if (/^[A-Za-z]/.test(value)) return openZone(value).id;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    throw new InputError("config.zone");
  },
};

/** Web origins that may call the API from a browser, or `*` for all of them. */
export const origins: SettingType<readonly string[]> = {
  accepts: "origins separated by commas (`https://example.org`), or `*` for any",
  read(value) {
    const list = value.split(",").map((part) => part.trim());
    for (const origin of list) {
      if (origin === "*" && list.length === 1) continue;
      const parsed = URL.parse(origin);
      if (parsed === null || parsed.origin !== origin) {
        throw new InputError("config.origins");
      }
    }
    return Object.freeze(list);
  },
};

/** Names by which clients may reach the service, without ports. */
export const hostNames: SettingType<readonly string[]> = {
  accepts: "host names or addresses separated by commas, without ports",
  read(value) {
    const list = value.split(",").map((part) => part.trim().toLowerCase());
    const isName = (name: string) => /^([\w-]+(\.[\w-]+)*\.?|\[[\da-f:.]+\])$/.test(name);
    if (list.every(isName)) return Object.freeze(list);
    throw new InputError("config.hosts");
  },
};

/** An amount of US dollars, cents allowed; 0 allows nothing. */
export function dollars(most: number): SettingType<number> {
  const accepts = `US dollars, from 0 to ${most}`;
  return {
    accepts,
    read(text) {
      const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      if (value >= 0 && value <= most) return value;
      throw new InputError("config.dollars", { most: String(most) });
    },
  };
}

/** Prices of models: `name=input/output`, in US dollars per million tokens. */
export const prices: SettingType<Readonly<Record<string, { input: number; output: number }>>> = {
  accepts: "`MODEL=INPUT/OUTPUT` in US dollars per million tokens, separated by commas",
  read(value) {
    const table: Record<string, { input: number; output: number }> = {};
    for (const part of value.split(",")) {
      const found = /^\s*([^=\s]+)\s*=\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(part);
      if (found === null) {
        throw new InputError("config.prices");
      }
      table[found[1] ?? ""] = { input: Number(found[2]), output: Number(found[3]) };
    }
    return Object.freeze(table);
  },
};

/** A share from 0 to 1. */
export const share: SettingType<number> = {
  accepts: "number from 0 to 1",
  read(value) {
    const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    if (number <= 1) return number;
    throw new InputError("config.share");
  },
};

/** Headers in OpenTelemetry's format. */
export const headerList: SettingType<Readonly<Record<string, string>>> = {
  accepts: "`NAME=VALUE` separated by commas, values percent-encoded",
  read(value) {
    const headers: Record<string, string> = {};
    for (const part of value.split(",")) {
      const found = /^\s*([\w!#$&'*+.^`|~-]+)\s*=\s*([\x21-\x7e]*)\s*$/.exec(part);
      if (found === null) throw new InputError("config.headers");
      try {
        headers[found[1] ?? ""] = decodeURIComponent(found[2] ?? "");
      } catch {
        throw new InputError("config.headers_encoding");
      }
    }
    return Object.freeze(headers);
  },
};

/** Servers named by a PostgreSQL URL: one, or several of which one is used (libpq's multi-host syntax). */
export interface PostgresServers {
  /** One URL per server, in the order in which the servers are named. */
  readonly urls: readonly string[];
  /** `host:port,host:port` as written. */
  readonly hosts: string;
  /** Whether only a server that accepts writes is used. */
  readonly isWritableOnly: boolean;
}

const URL_PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/s;

/**
 * Values of `target_session_attrs`, and whether each requires a server that accepts writes. Other values are useless to
 * a service that writes.
 */
const SESSION_ATTRIBUTES: ReadonlyMap<string, boolean> = new Map([
  ["any", false],
  ["read-write", true],
  ["primary", true],
]);

/**
 * Reads a PostgreSQL URL. Of several servers, one that accepts writes is used unless `target_session_attrs=any` is
 * given.
 *
 * @returns `undefined` for a URL that cannot be parsed
 */
export function postgresServers(url: string): PostgresServers | undefined {
  const [, beforeHosts = "", hosts = "", afterHosts = ""] = URL_PARTS.exec(url) ?? [];
  const names = hosts.split(",");
  if (beforeHosts === "" || (names.length > 1 && names.includes(""))) return undefined;
  const urls = names.map((host) => `${beforeHosts}${host}${afterHosts}`);
  const parsed = urls.map((each) => URL.parse(each));
  if (parsed.includes(null)) return undefined;
  const attribute = parsed[0]?.searchParams.get("target_session_attrs");
  const isWritableOnly = attribute == null ? urls.length > 1 : SESSION_ATTRIBUTES.get(attribute);
  return isWritableOnly === undefined ? undefined : { urls, hosts, isWritableOnly };
}

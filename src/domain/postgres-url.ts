/** The servers that a PostgreSQL URL names: one, or several of which one is used, as libpq has it. */
export interface PostgresServers {
  /** A URL for each server, in the order in which they are named. */
  readonly urls: readonly string[];
  /** `host:port,host:port` as written. */
  readonly hosts: string;
  /** Whether only a server that takes writes is used. */
  readonly isWritableOnly: boolean;
}

const URL_PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/s;

/** Values of `target_session_attrs`, and whether a server must take writes. A service that writes has no use for the others. */
const SESSION_ATTRIBUTES: ReadonlyMap<string, boolean> = new Map([
  ["any", false],
  ["read-write", true],
  ["primary", true],
]);

/**
 * Of several servers one that takes writes is used, unless `target_session_attrs=any` says otherwise.
 *
 * @returns nothing for a URL that cannot be read
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

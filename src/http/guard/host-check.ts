import { isIP, isIPv6 } from "node:net";
import { type Config, isLoopback } from "../../config/config.ts";
import type { ErrorCode } from "../../errors.ts";
import type { PlainRequest } from "../response-cache/ready-answer.ts";

/** A name or an IP address, with an optional port that may be empty (RFC 9110, 7.2; RFC 3986, 3.2.2). */
const HOST = /^(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(\d{0,5}))?$/;
const ABSOLUTE_TARGET = /^https?:\/\/([^/?#]*)/i;
const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** Accepted `Host` values that are remembered, as clients spell them. */
const MAX_REMEMBERED = 100;

export type HostCheck = (request: PlainRequest) => ErrorCode | undefined;

/**
 * Refuses requests whose `Host` is not a name of this service, against DNS rebinding: an attacker's page whose name
 * resolves to 127.0.0.1 has, for its browser, the same origin as a service on loopback and could read everything. Its
 * requests carry the attacker's name in `Host`.
 *
 * On loopback only loopback's names and the configured names are served. On other interfaces every name is served unless
 * names are configured. IP addresses are then served as well, because probes use them and no page of an attacker can have
 * one as its name.
 */
export function createHostCheck(config: Pick<Config, "host" | "allowedHosts">): HostCheck {
  const isLocal = isLoopback(config.host);
  const names = new Set([...LOOPBACK_NAMES, ...config.allowedHosts]);
  if (isLocal) names.add(isIPv6(config.host) ? `[${config.host}]` : config.host.toLowerCase());
  const isOpen = !isLocal && config.allowedHosts.length === 0;
  const remembered = new Set<string>();

  function judge(host: string): ErrorCode | undefined {
    const name = hostName(host);
    if (name === undefined) return "host_invalid";
    const isAddress = name.startsWith("[") || isIP(name) !== 0;
    if (!isOpen && !names.has(name) && (isLocal || !isAddress)) return "misdirected_request";
    if (remembered.size < MAX_REMEMBERED) remembered.add(host);
    return undefined;
  }

  return (request) => {
    const { url = "", headers, rawHeaders } = request;
    const { host } = headers;
    if (host === undefined) return request.httpVersion === "1.0" ? undefined : "host_invalid";
    if (rawHeaders !== undefined && isGivenTwice(rawHeaders)) return "host_invalid";
    // The authority of an absolute target replaces the header (RFC 9112, 3.2.2), so both are checked.
    const target = url.startsWith("/") ? undefined : ABSOLUTE_TARGET.exec(url)?.[1];
    if (target !== undefined) return judge(host) ?? judge(target);
    return remembered.has(host) ? undefined : judge(host);
  };
}

/** The name in lower case, without the port; nothing when the value is not a valid host. */
export function hostName(host: string): string | undefined {
  const [, name, port = ""] = HOST.exec(host) ?? [];
  if (name === undefined || Number(port) > 65_535) return undefined;
  if (name.startsWith("[") && !isIPv6(name.slice(1, -1))) return undefined;
  return name.toLowerCase();
}

function isGivenTwice(rawHeaders: readonly string[]): boolean {
  let count = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.length === 4 && rawHeaders[i]?.toLowerCase() === "host") count += 1;
  }
  return count > 1;
}

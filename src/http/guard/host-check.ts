import { isIP, isIPv6 } from "node:net";
import { type Config, isLoopback } from "../../config/config.ts";
import type { ErrorCode } from "../../errors.ts";
import type { PlainRequest } from "../response-cache/ready-answer.ts";

/** A name or an address, and a port that may be empty (RFC 9110, 7.2; RFC 3986, 3.2.2). */
const HOST = /^(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(\d{0,5}))?$/;
const ABSOLUTE_TARGET = /^https?:\/\/([^/?#]*)/i;
const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** Headers that were accepted, as clients spell them: names with ports. */
const MAX_REMEMBERED = 100;

export type HostCheck = (request: PlainRequest) => ErrorCode | undefined;

/**
 * Whether a request was meant for this service. A page whose name was made to resolve to 127.0.0.1 (DNS rebinding) is,
 * to its browser, of the same origin as a service on loopback and could read everything; the name in `Host` is its own.
 * On loopback only loopback's names and the configured ones are served. Beyond it every name is, unless names are configured; an
 * IP address is then served as well, because probes use it and no foreign page can have it.
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
    // The authority in an absolute target counts instead of the header (RFC 9112, 3.2.2).
    const target = url.startsWith("/") ? undefined : ABSOLUTE_TARGET.exec(url)?.[1];
    if (target !== undefined) return judge(host) ?? judge(target);
    return remembered.has(host) ? undefined : judge(host);
  };
}

/** In lower case, without the port; nothing when it is no host. */
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

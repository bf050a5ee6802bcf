import { isIPv6 } from "node:net";
import type { Principal } from "../../domain/principal.ts";
import type { Asking } from "../../ports.ts";

/** Whose requests are counted together: those of a key or of a token's user, otherwise those of an address. */
export function callerOf(principal: Principal | undefined, { socket }: Asking): string {
  return principal?.caller ?? networkOf(socket?.remoteAddress ?? "");
}

/** How an IPv4 address looks on a socket that takes both kinds. */
const MAPPED = "::ffff:";

/** An address, or the 64 bits of an IPv6 address that a household or a server has to itself. */
function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  if (address.startsWith(MAPPED) && address.includes(".")) return address.slice(MAPPED.length);
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::", 2);
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array<string>(zeros).fill("0"), ...last];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

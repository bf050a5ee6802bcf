import { isIPv6 } from "node:net";
import type { Principal } from "../../domain/principal.ts";
import type { CredentialSource } from "../../ports.ts";

/** The caller whose requests share a budget: an API key or a token's user, otherwise an address. */
export function callerOf(principal: Principal | undefined, { socket }: CredentialSource): string {
  return principal?.caller ?? networkOf(socket?.remoteAddress ?? "");
}

/** Prefix of an IPv4 address on a dual-stack socket. */
const MAPPED = "::ffff:";

/** An IPv4 address, or the /64 network of an IPv6 address, which one household or server usually has to itself. */
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

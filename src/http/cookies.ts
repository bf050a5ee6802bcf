/** A cookie value without quotes (RFC 6265, 4.1.1). */
const VALUE = /^[!#-+\--:<-[\]-~]+$/;

/** The first value of a cookie in a `Cookie` header, which is the one of the longest path. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) {
      const value = pair.slice(at + 1).trim();
      return VALUE.test(value) ? value : undefined;
    }
  }
  return undefined;
}

/** What a cookie may hold without quoting (RFC 6265, 4.1.1). */
const VALUE = /^[!#-+\--:<-[\]-~]+$/;

/** The first value of a cookie that a request brings: that of the longest path. */
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

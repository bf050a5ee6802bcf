/** Clients send a few hundred different values of a header in all. Further values are computed each time. */
const MAX_REMEMBERED = 1000;

/**
 * Memoizes the meaning of a header's value, which costs more to compute than to look up.
 *
 * @param maxLength longer values are computed each time, so that a client cannot fill the memory
 */
export function rememberByHeader<T>(
  meaningOf: (header: string) => T,
  maxLength: number,
): (header: string) => T {
  const remembered = new Map<string, { readonly meaning: T }>();
  return (header) => {
    const known = remembered.get(header);
    if (known !== undefined) return known.meaning;
    const meaning = meaningOf(header);
    if (remembered.size < MAX_REMEMBERED && header.length <= maxLength) {
      remembered.set(header, { meaning });
    }
    return meaning;
  };
}

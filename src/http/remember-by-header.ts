/** Clients send a few hundred different values of a header in all; one that invents more is not remembered. */
const MAX_REMEMBERED = 1000;

/**
 * Remembers what a header's value means, because working it out costs more than the look-up.
 *
 * @param maxLength longer values are worked out each time: memory must not be for strangers to fill
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

/**
 * Finds the known name that a misspelt one probably means.
 *
 * @returns the closest name when at most a third of the letters differ, otherwise undefined
 */
export function findNearestName(misspelt: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.floor(misspelt.length / 3) + 1;
  for (const name of known) {
    const distance = editDistance(misspelt, name);
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

/** Levenshtein distance: insertions, deletions and replacements that turn `from` into `to`. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

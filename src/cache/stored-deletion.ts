import type { CacheStore } from "../ports.ts";
import { type Selection, selectsRoute } from "./selection.ts";
import { isGroup, routeOf, type SharedKeys } from "./shared-keys.ts";

/**
 * Deletes the selected answers from the store, and tells all replicas.
 *
 * @returns how many there were
 */
export async function deleteStored(
  store: CacheStore,
  keys: SharedKeys,
  selection: Selection,
): Promise<number> {
  // The other replicas first: answers they load from now on are not affected.
  await store.publish(JSON.stringify(selection));
  let removed = 0;
  for await (const found of candidates(store, keys, selection)) {
    if (isEverything(selection)) await store.delete(found.filter(isGroup));
    const meant = found.filter((key) => {
      const url = routeOf(key);
      return url !== "" && selectsRoute(selection, url);
    });
    removed += await store.delete(meant);
  }
  return removed;
}

async function* candidates(
  store: CacheStore,
  keys: SharedKeys,
  selection: Selection,
): AsyncIterable<readonly string[]> {
  const { userId } = selection;
  if (userId === undefined) {
    yield* store.scan(keys.prefix);
    return;
  }
  const group = keys.group(userId);
  const members = await store.members(group);
  // Without the group no member can be read, also one that is stored meanwhile.
  if (isEverything(selection)) await store.delete([group]);
  yield members;
}

/** Whether all routes are meant. */
function isEverything({ route, pattern }: Selection): boolean {
  return route === undefined && pattern === undefined;
}

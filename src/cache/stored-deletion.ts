import type { CacheStore } from "../ports.ts";
import { type Selection, selectsRoute } from "./selection.ts";
import { isGroup, routeOf, type SharedKeys } from "./shared-keys.ts";

/**
 * Deletes the selected answers from the store, and notifies all replicas.
 *
 * @returns the number of deleted answers
 */
export async function deleteStored(
  store: CacheStore,
  keys: SharedKeys,
  selection: Selection,
): Promise<number> {
  // Other replicas are notified first, so that the deletion does not affect answers that they load afterwards.
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
  // Without the group no member can be read, not even one that is stored meanwhile.
  if (isEverything(selection)) await store.delete([group]);
  yield members;
}

/** Whether the selection includes all routes. */
function isEverything({ route, pattern }: Selection): boolean {
  return route === undefined && pattern === undefined;
}

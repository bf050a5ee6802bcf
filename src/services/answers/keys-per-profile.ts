import type { Profile } from "../../models/profile.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { rememberedBytes } from "./remembered-bytes.ts";

/** What is remembered of one profile, by key. */
export interface RememberedKeys<Key, Item> {
  get(key: Key): Item | undefined;
  /** Starts over when there are too many. */
  set(key: Key, item: Item): void;
  delete(key: Key): void;
  /** Counts a value that is remembered here with the profile. */
  count(value: object): void;
}

/** @param maxKeys per profile; a client that asks for more starts them over */
export function keysPerProfile<Key, Item>(
  maxKeys: number,
): (view: ProfileView) => RememberedKeys<Key, Item> {
  const known = new WeakMap<Profile, { readonly items: Map<Key, Item>; bytes: number }>();
  return (view) => {
    const of = known.get(view.profile) ?? { items: new Map<Key, Item>(), bytes: 0 };
    known.set(view.profile, of);
    return {
      get: (key) => of.items.get(key),
      set(key, item) {
        if (of.items.size >= maxKeys) {
          view.account(-of.bytes);
          of.items.clear();
          of.bytes = 0;
        }
        of.items.set(key, item);
      },
      delete: (key) => of.items.delete(key),
      count(value) {
        const bytes = rememberedBytes(value);
        of.bytes += bytes;
        view.account(bytes);
      },
    };
  };
}

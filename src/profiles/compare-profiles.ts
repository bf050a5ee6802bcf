import { isDeepStrictEqual } from "node:util";
import type { Profile } from "../models/profile.ts";

/** Names of the models whose states differ. States are compared as JSON. */
export function differingModels(one: Profile, other: Profile): string[] {
  const others = new Map<string, unknown>(Object.entries(other));
  return Object.entries(one)
    .filter(([name, state]) => !isDeepStrictEqual(plain(state), plain(others.get(name))))
    .map(([name]) => name);
}

function plain(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state));
}

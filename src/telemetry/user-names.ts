import { createHmac, randomBytes } from "node:crypto";

/** How the log names a person; nothing when it does not. */
export type NameUser = (userId: string) => string | undefined;

export interface UserNamesOptions {
  readonly style: "hashed" | "plain" | "none";
  /** Of the hash; one drawn at the start when absent, so that names differ from start to start. */
  readonly key: string | undefined;
}

/** 64 bits: people of one service do not meet, and a name is short enough to read. */
const DIGITS = 16;
/** Names kept, because a line must cost no hash. */
const MAX_KEPT = 10_000;

/** Names people by a keyed hash: lines of one person can be found together, and who that is only with the key. */
export function createUserNames({
  style,
  key = randomBytes(32).toString("hex"),
}: UserNamesOptions): NameUser {
  if (style === "none") return () => undefined;
  if (style === "plain") return (userId) => userId;
  const kept = new Map<string, string>();
  return (userId) => {
    const known = kept.get(userId);
    if (known !== undefined) return known;
    const name = createHmac("sha256", key).update(userId).digest("hex").slice(0, DIGITS);
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(userId, name);
    return name;
  };
}

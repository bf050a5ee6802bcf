import { createHmac, randomBytes } from "node:crypto";

/** Names a person in the log; nothing when people are not named. */
export type NameUser = (userId: string) => string | undefined;

export interface UserNamesOptions {
  readonly style: "hashed" | "plain" | "none";
  /** The key of the hash. When absent a random key is drawn, and names differ after every restart. */
  readonly key: string | undefined;
}

/** Hexadecimal digits of a name: 64 bits make collisions improbable, and the name stays readable. */
const DIGITS = 16;
/** Names that are memoized, so that a line needs no hash. */
const MAX_KEPT = 10_000;

/** Names people by a keyed hash (HMAC): it groups the lines of one person, who can be identified only with the key. */
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

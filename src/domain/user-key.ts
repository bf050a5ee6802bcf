/** A key of something that is a user's; the length keeps users apart whose names begin alike. */
export function userKey(userId: string, key: string): string {
  return `${userId.length} ${userId} ${key}`;
}

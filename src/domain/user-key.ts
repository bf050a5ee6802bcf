/** Combines a user id and a key. The length prefix keeps users apart whose ids begin alike. */
export function userKey(userId: string, key: string): string {
  return `${userId.length} ${userId} ${key}`;
}

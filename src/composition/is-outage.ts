/** Whether an error is an outage, which keeps answers from being made for all users for a while. */
export function isOutage(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return /^(database_unavailable|database_damaged|storage_full)$/.test(String(code));
}

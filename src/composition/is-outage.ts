/** Whether answers cannot be made for a while, for any user. */
export function isOutage(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return /^(database_unavailable|database_damaged|storage_full)$/.test(String(code));
}

/** Normalised header for comparison: without case, spaces, underscores and hyphens. */
export function headerKey(header: string): string {
  return header
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[\s_-]/g, "");
}

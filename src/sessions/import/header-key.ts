/** A header as it is compared: case, spaces, underscores and hyphens make no difference. */
export function headerKey(header: string): string {
  return header
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[\s_-]/g, "");
}

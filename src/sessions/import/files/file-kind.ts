export type FileKind = "text" | "sqlite" | "zip";

/** Bytes that tell of which kind a file is. */
export const KIND_BYTES = 4;

const BEGINNINGS: readonly (readonly [string, FileKind])[] = [
  ["SQLi", "sqlite"],
  ["PK\u0003\u0004", "zip"],
  // Without members, and in several volumes.
  ["PK\u0005\u0006", "zip"],
  ["PK\u0007\u0008", "zip"],
];

/** Of which kind a file is, by its first four bytes; text unless it is known as something else. */
export function kindOf(head: Uint8Array): FileKind {
  const start = Buffer.from(head.subarray(0, KIND_BYTES)).toString("latin1");
  return BEGINNINGS.find(([beginning]) => start === beginning)?.[1] ?? "text";
}

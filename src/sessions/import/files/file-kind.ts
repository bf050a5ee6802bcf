export type FileKind = "text" | "sqlite" | "zip";

/** Number of leading bytes that identify the kind of a file. */
export const KIND_BYTES = 4;

const BEGINNINGS: readonly (readonly [string, FileKind])[] = [
  ["SQLi", "sqlite"],
  ["PK\u0003\u0004", "zip"],
  // An archive without members, and an archive in several volumes.
  ["PK\u0005\u0006", "zip"],
  ["PK\u0007\u0008", "zip"],
];

/** Kind of a file by its first four bytes; text unless another kind is recognised. */
export function kindOf(head: Uint8Array): FileKind {
  const start = Buffer.from(head.subarray(0, KIND_BYTES)).toString("latin1");
  return BEGINNINGS.find(([beginning]) => start === beginning)?.[1] ?? "text";
}

/** A copy of what flows by, up to a size. */
export interface BoundedCopy {
  add(chunk: Uint8Array): void;
  /** In memory of its own; undefined when it was more than the size. */
  bytes(): Uint8Array<ArrayBuffer> | undefined;
}

export function boundedCopy(maxBytes: number): BoundedCopy {
  let chunks: Uint8Array[] | undefined = [];
  let length = 0;
  return {
    add(chunk) {
      length += chunk.byteLength;
      if (length > maxBytes) chunks = undefined;
      else chunks?.push(chunk);
    },
    bytes() {
      if (chunks === undefined) return undefined;
      const copy = new Uint8Array(length);
      let at = 0;
      for (const chunk of chunks) {
        copy.set(chunk, at);
        at += chunk.byteLength;
      }
      return copy;
    },
  };
}

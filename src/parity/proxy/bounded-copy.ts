/** A copy of streamed data, up to a maximum size. */
export interface BoundedCopy {
  add(chunk: Uint8Array): void;
  /** A separate copy; `undefined` when the maximum size was exceeded. */
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

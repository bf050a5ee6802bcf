/** Lets one after the other use what there is one of, in the order of their coming. */
export interface Turns {
  /** Resolves with what gives the turn back, which does so once. */
  take(): Promise<() => void>;
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    async take() {
      const { promise, resolve } = Promise.withResolvers<void>();
      const before = last;
      last = promise;
      await before;
      return resolve;
    },
  };
}

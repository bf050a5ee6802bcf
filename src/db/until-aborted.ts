/**
 * Waits for the work or the signal, whichever comes first. An abort does not stop the work: neither driver can cancel a
 * query cheaply, and its connection is released when it ends.
 * @throws the signal's reason after an abort
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

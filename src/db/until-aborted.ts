/**
 * Waits for the work or the signal, whichever comes first. The work itself goes on: neither driver can stop a
 * query cheaply, and its connection goes back when it ends.
 * @throws the signal's reason when it is aborted first
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

import type { Alarm } from "../../../ports.ts";

/** A signal that is aborted after a while, with the reason that `AbortSignal.timeout` has. */
export function alarmSignal(
  after: Alarm,
  ms: number,
): { readonly signal: AbortSignal; readonly cancel: () => void } {
  const controller = new AbortController();
  const cancel = after(Math.max(ms, 0), () =>
    controller.abort(new DOMException("The time is over.", "TimeoutError")),
  );
  return { signal: controller.signal, cancel };
}

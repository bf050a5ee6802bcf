import type { Alarm } from "../../../ports.ts";

/** A signal that is aborted after a delay, with the same reason as `AbortSignal.timeout`. */
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

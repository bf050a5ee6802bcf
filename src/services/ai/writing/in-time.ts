import type { Alarm } from "../../../ports.ts";
import type { ModelTexts } from "./model-writer.ts";

/**
 * Returns the result, or the reason for a template when the deadline passes or the caller disconnects first.
 *
 * @param time maximum wait in ms, and the signal of a caller that disconnects
 * @param leave called when the result is no longer awaited
 */
export function inTime(
  after: Alarm,
  result: Promise<ModelTexts>,
  { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal | undefined },
  leave: (reason: "left" | "too_late") => void,
): Promise<ModelTexts> {
  return new Promise((resolve) => {
    const finish = (texts: ModelTexts) => {
      stop();
      signal?.removeEventListener("abort", onAbort);
      resolve(texts);
    };
    const onAbort = () => {
      leave("left");
      finish({ templateReason: "unavailable" });
    };
    const stop = after(waitMs, () => {
      leave("too_late");
      finish({ templateReason: "too_slow" });
    });
    result.then(finish, () => finish({ templateReason: "unavailable" }));
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted) onAbort();
  });
}

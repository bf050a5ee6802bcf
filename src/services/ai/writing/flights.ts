import type { WriteOptions, WrittenTexts } from "../text-request.ts";
import type { ModelTexts } from "./model-writer.ts";

type Listener = NonNullable<WriteOptions["onText"]>;

/** One question in progress, with its waiting callers. */
export interface Flight {
  readonly result: Promise<ModelTexts>;
  /**
   * Joins the flight. `onText` first receives the texts that others received before. The returned function leaves the
   * flight.
   */
  join(onText: Listener | undefined): (reason: "left" | "too_late") => void;
}

export interface Flights {
  /** Returns the flight of this key, and starts it if there is none. */
  board(
    place: { readonly userId: string; readonly key: string },
    work: (signal: AbortSignal, onText: Listener) => Promise<ModelTexts>,
  ): Flight;
  /** Resolves when no flight is in progress. */
  landed(): Promise<void>;
  /** Cancels all flights, or those of one user. */
  cancel(userId?: string): void;
}

/**
 * Combines equal concurrent questions (single flight). When the last waiting caller disconnects, the flight is
 * cancelled; it continues after a caller was answered by a template.
 */
export function createFlights(): Flights {
  const open = new Map<string, Flight & { readonly userId: string; readonly cancel: () => void }>();

  function begin(work: (signal: AbortSignal, onText: Listener) => Promise<ModelTexts>) {
    const controller = new AbortController();
    const listeners = new Set<Listener>();
    let said: WrittenTexts["texts"] = {};
    let waiting = 0;
    let isAwaited = false;

    const result = work(controller.signal, (text) => {
      said = text === undefined ? {} : { ...said, [text.member]: text.text };
      for (const listener of listeners) listener(text);
    });
    return {
      result,
      cancel: () => controller.abort(),
      join(onText: Listener | undefined) {
        waiting += 1;
        if (onText !== undefined) {
          for (const [member, text] of Object.entries(said)) onText({ member, text });
          listeners.add(onText);
        }
        let hasLeft = false;
        return (reason: "left" | "too_late") => {
          if (hasLeft) return;
          hasLeft = true;
          waiting -= 1;
          if (onText !== undefined) listeners.delete(onText);
          // A caller was answered by a template, so the answer is kept for their next request.
          if (reason === "too_late") isAwaited = true;
          if (waiting === 0 && !isAwaited) controller.abort();
        };
      },
    };
  }

  return {
    board({ userId, key }, work) {
      const known = open.get(key);
      if (known !== undefined) return known;
      const flight = { ...begin(work), userId };
      open.set(key, flight);
      const close = () => open.delete(key);
      flight.result.then(close, close);
      return flight;
    },
    async landed() {
      while (open.size > 0) {
        await Promise.allSettled([...open.values()].map(({ result }) => result));
      }
    },
    cancel(userId) {
      for (const flight of open.values()) {
        if (userId === undefined || flight.userId === userId) flight.cancel();
      }
    },
  };
}

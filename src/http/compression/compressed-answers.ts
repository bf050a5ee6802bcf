import type { CachedAnswer } from "../../cache/cached-answer.ts";
import { gzip } from "./gzip.ts";

/** The gzip form of cached answers: made once, when a client first requests it, and garbage-collected with the answer. */
export class CompressedAnswers {
  readonly #made = new WeakMap<CachedAnswer, string>();
  readonly #making = new WeakMap<CachedAnswer, Promise<string>>();

  /** @returns the gzip form, one character per byte; nothing before `obtain` has made it */
  get(answer: CachedAnswer): string | undefined {
    return this.#made.get(answer);
  }

  /** Makes the gzip form unless it exists. Concurrent calls share one compression. */
  obtain(answer: CachedAnswer): Promise<string> {
    const making = this.#making.get(answer) ?? this.#make(answer);
    this.#making.set(answer, making);
    return making;
  }

  async #make(answer: CachedAnswer): Promise<string> {
    const wire = (await gzip(Buffer.from(answer.wire, "latin1"))).toString("latin1");
    this.#made.set(answer, wire);
    return wire;
  }
}

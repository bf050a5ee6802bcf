import type { CachedAnswer } from "../../cache/cached-answer.ts";
import { gzip } from "./gzip.ts";

/** The gzip form of kept answers: made once when a client first asks for it, and gone with the answer. */
export class CompressedAnswers {
  readonly #made = new WeakMap<CachedAnswer, string>();
  readonly #making = new WeakMap<CachedAnswer, Promise<string>>();

  /** @returns one character per byte; nothing before it was made */
  get(answer: CachedAnswer): string | undefined {
    return this.#made.get(answer);
  }

  /** Makes it unless it is there; several who ask at once wait for the same one. */
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

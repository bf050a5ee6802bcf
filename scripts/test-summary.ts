import { writeFileSync } from "node:fs";
import type { TestResult } from "./test-results.ts";

/**
 * A test reporter: a dot per passed test, outside of the gate, and every failure whole as it happens. What passed,
 * failed and was skipped, and how long each file took, goes into the file that TEST_RESULT names.
 */
interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly message?: string;
    readonly file?: string;
    readonly nesting?: number;
    readonly skip?: boolean | string;
    readonly todo?: boolean | string;
    readonly details?: {
      readonly error?: unknown;
      readonly type?: string;
      readonly duration_ms?: number;
    };
  };
}

const DOTS_PER_LINE = 100;

class Tally {
  #passed = 0;
  #failed = 0;
  readonly #skips: string[] = [];
  readonly #fileMs = new Map<string, number>();
  /** Of the test that ended last inside of a suite which has not ended. */
  #fileInside: string | undefined;

  /** @returns what to print at once */
  count({ type, data }: TestEvent): string {
    // An error that belongs to no running test fails the process; nothing else tells of it.
    if (type === "test:diagnostic" && data.message?.startsWith("Error:")) {
      return `\nFAILED ${data.message}\n`;
    }
    if (type !== "test:pass" && type !== "test:fail") return "";
    const { file = "", name = "", nesting, details } = data;
    this.#addTime(file, nesting, details?.duration_ms);
    // A suite fails with its tests, which are printed themselves, or by a hook of its own.
    const isHook = isHookFailure(details?.error);
    if (details?.type === "suite" && !isHook) return "";
    if (type === "test:fail") {
      this.#failed += 1;
      return `\nFAILED ${file}: ${name}\n${describe(details?.error)}\n`;
    }
    const reason = data.skip ?? data.todo;
    if (reason !== undefined) {
      this.#skips.push(`${file}: ${name} (${String(reason)})`);
      return "";
    }
    this.#passed += 1;
    // Of a gate's output, often only the beginning is kept.
    if (process.env.CI === "true") return "";
    return this.#passed % DOTS_PER_LINE === 0 ? ".\n" : ".";
  }

  /** A suite that a helper defines takes the time of the file whose tests are in it. */
  #addTime(file: string, nesting: number | undefined, durationMs = 0): void {
    if (nesting !== 0) {
      this.#fileInside = file;
      return;
    }
    const owner = this.#fileInside ?? file;
    this.#fileInside = undefined;
    this.#fileMs.set(owner, (this.#fileMs.get(owner) ?? 0) + durationMs);
  }

  get result(): TestResult {
    return {
      passed: this.#passed,
      failed: this.#failed,
      skips: this.#skips,
      fileMs: [...this.#fileMs],
    };
  }
}

export default async function* summary(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const tally = new Tally();
  for await (const event of source) yield tally.count(event);
  const path = process.env.TEST_RESULT;
  if (path !== undefined) writeFileSync(path, JSON.stringify(tally.result));
}

function isHookFailure(error: unknown): boolean {
  return error instanceof Error && "failureType" in error && error.failureType === "hookFailed";
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  return cause instanceof Error ? (cause.stack ?? cause.message) : (error.stack ?? error.message);
}

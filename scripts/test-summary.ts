import { existsSync, readFileSync, writeFileSync } from "node:fs";

/**
 * A test reporter: a dot per passed test, then the slowest files, every skip loudly, every failure whole, and one closing
 * line.
 */
interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly file?: string;
    readonly skip?: boolean | string;
    readonly todo?: boolean | string;
    readonly details?: { readonly error?: unknown; readonly type?: string };
  };
}

const DOTS_PER_LINE = 100;

/** One or two files are run to look at them, not at their durations. */
const MIN_FILES_TO_RANK = 3;
const SLOWEST_FILES = 10;

class Tally {
  passed = 0;
  readonly failures: string[] = [];
  readonly skips: string[] = [];
  readonly #startedMs = new Map<string, number>();
  /** Milliseconds by file, the start of its process included. */
  readonly #durations = new Map<string, number>();

  /** @returns what to print at once */
  count({ type, data }: TestEvent): string {
    this.#time(type, data);
    const where = `${data.file ?? ""}: ${data.name ?? ""}`;
    if (data.details?.type === "suite") return "";
    if (type === "test:fail") this.failures.push(`${where}\n${describe(data.details?.error)}`);
    if (type !== "test:pass") return "";
    const reason = data.skip ?? data.todo;
    if (reason !== undefined) {
      this.skips.push(`${where} (${String(reason)})`);
      return "";
    }
    this.passed += 1;
    return this.passed % DOTS_PER_LINE === 0 ? ".\n" : ".";
  }

  /** A file is a test of its own, which has its path as its name. */
  #time(type: string, { name = "", file }: TestEvent["data"]): void {
    if (file === undefined || name === "" || !file.endsWith(name)) return;
    if (type === "test:dequeue") this.#startedMs.set(name, performance.now());
    const startedMs = this.#startedMs.get(name);
    if (type !== "test:complete" || startedMs === undefined) return;
    this.#durations.set(name, performance.now() - startedMs);
  }

  /** The slowest files with their seconds, slowest first; nothing for a run of a few files. */
  slowest(): string[] {
    if (this.#durations.size < MIN_FILES_TO_RANK) return [];
    return [...this.#durations]
      .sort(([, one], [, other]) => other - one)
      .slice(0, SLOWEST_FILES)
      .map(([file, ms]) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${file}`);
  }
}

export default async function* summary(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const tally = new Tally();
  for await (const event of source) yield tally.count(event);
  const { passed, failures, skips } = tally;
  const slowest = tally.slowest();
  if (slowest.length > 0) yield `\nSlowest files:\n${slowest.join("\n")}\n`;
  const total = addToEarlier({ passed, failed: failures.length, skipped: skips.length });
  if (skips.length > 0) {
    yield `\nSKIPPED — these guarantees were not checked:\n  ${skips.join("\n  ")}\n`;
  }
  for (const failure of failures) yield `\nFAILED ${failure}\n`;
  yield `\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`;
  if (skips.length > 0 && process.env.CI === "true") {
    yield "CI allows no skipped test.\n";
    process.exit(1);
  }
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Files that must run alone are run after the others; the last line counts all. */
function addToEarlier(counts: Counts): Counts {
  const path = process.env.TEST_TALLY ?? "";
  if (path === "") return counts;
  const earlier: Counts = existsSync(path)
    ? JSON.parse(readFileSync(path, "utf8"))
    : { passed: 0, failed: 0, skipped: 0 };
  const total = {
    passed: earlier.passed + counts.passed,
    failed: earlier.failed + counts.failed,
    skipped: earlier.skipped + counts.skipped,
  };
  writeFileSync(path, JSON.stringify(total));
  return total;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  return cause instanceof Error ? (cause.stack ?? cause.message) : (error.stack ?? error.message);
}

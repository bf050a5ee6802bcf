import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** A test reporter: a dot per passed test, then every failure whole, every skip loudly, and one closing line. */
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

class Tally {
  passed = 0;
  readonly failures: string[] = [];
  readonly skips: string[] = [];

  /** @returns what to print at once */
  count({ type, data }: TestEvent): string {
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
}

export default async function* summary(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const tally = new Tally();
  for await (const event of source) yield tally.count(event);
  const { passed, failures, skips } = tally;
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

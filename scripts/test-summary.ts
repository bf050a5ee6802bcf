/** A test reporter: prints every failure whole, every skip loudly, and one closing line. */
interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly file?: string;
    readonly nesting?: number;
    readonly skip?: boolean | string;
    readonly todo?: boolean | string;
    readonly details?: { readonly error?: unknown; readonly type?: string };
    readonly message?: string;
  };
}

export default async function* summary(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let passed = 0;
  const failures: string[] = [];
  const skips: string[] = [];
  for await (const { type, data } of source) {
    const isSuite = data.details?.type === "suite";
    if (type === "test:pass" && !isSuite) {
      if (data.skip === undefined && data.todo === undefined) passed += 1;
      else skips.push(`${data.file ?? ""}: ${data.name ?? ""} (${String(data.skip ?? data.todo)})`);
    }
    if (type === "test:fail" && !isSuite) {
      failures.push(`${data.file ?? ""}: ${data.name ?? ""}\n${describe(data.details?.error)}`);
    }
  }
  if (skips.length > 0)
    yield `\nSKIPPED — these guarantees were not checked:\n  ${skips.join("\n  ")}\n`;
  for (const failure of failures) yield `\nFAILED ${failure}\n`;
  yield `\n${passed} passed, ${failures.length} failed, ${skips.length} skipped\n`;
  if (skips.length > 0 && process.env["CI"] === "true") {
    yield "CI allows no skipped test.\n";
    process.exitCode = 1;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  return cause instanceof Error ? (cause.stack ?? cause.message) : (error.stack ?? error.message);
}

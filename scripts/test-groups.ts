/** Test files that share a process, or one that needs its own. */
export interface TestGroup {
  readonly files: readonly string[];
  /** Nothing else runs beside it. */
  readonly isAlone: boolean;
}

/** Compare times: other tests beside them would be measured too, and counting lines costs more than the work. */
const ALONE = [
  "tests/e2e/speed-guard.test.ts",
  "tests/e2e/parity-proxy-speed.test.ts",
  "tests/e2e/web-app-calls.test.ts",
  "tests/unit/services/ai/checking/check-text.test.ts",
];

/** Weigh the memory of their own process, or watch what it does as a whole. */
const OWN_PROCESS = [
  "tests/unit/profiles/profile-memory.test.ts",
  "tests/unit/telemetry/log-output.test.ts",
];

/** Groups for each process that runs at once: the longer ones are made up for by those that follow. */
const GROUPS_PER_PROCESS = 3;

/**
 * Spreads files over groups. Loading the service takes a second or two and its first requests as long again, which a
 * process of its own for each file pays each time.
 *
 * @param processes how many run at once
 */
export function groupTests(files: readonly string[], processes: number): readonly TestGroup[] {
  const isOne = (file: string, names: readonly string[]) =>
    names.some((name) => file.endsWith(name));
  const shared = files.filter((file) => !isOne(file, ALONE) && !isOne(file, OWN_PROCESS));
  const count = Math.min(shared.length, processes * GROUPS_PER_PROCESS);
  const groups = Array.from({ length: count }, (_, group) =>
    shared.filter((_file, index) => index % count === group),
  );
  const own = files.filter((file) => isOne(file, OWN_PROCESS));
  const alone = files.filter((file) => isOne(file, ALONE));
  return [
    ...[...groups, ...own.map((file) => [file])].map((each) => ({ files: each, isAlone: false })),
    ...alone.map((file) => ({ files: [file], isAlone: true })),
  ];
}

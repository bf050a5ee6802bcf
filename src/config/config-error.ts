/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** The environment variable, or the file. */
  readonly name: string;
  /** What is wrong and what would be right; never the value, which may be a secret. */
  readonly message: string;
}

/** The configuration cannot be used; carries everything that is wrong with it, not only the first. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map((problem) => `  ${problem.name}: ${problem.message}`);
    super(["The configuration cannot be used:", ...lines].join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

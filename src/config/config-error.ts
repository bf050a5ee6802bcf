import { inWords, type Said } from "../messages/said.ts";
import {
  type Locale,
  type MessageKey,
  type MessageParameters,
  translate,
} from "../messages/translate.ts";

/** One problem of the configuration. */
export interface ConfigProblem {
  /** The environment variable, or the file. */
  readonly name: string;
  /** The problem and what is expected instead. */
  readonly said: Said;
  /** The invalid text, so that it can be found; never a secret. */
  readonly found?: string;
}

export function configProblem(
  name: string,
  key: MessageKey,
  params: MessageParameters = {},
): ConfigProblem {
  return { name, said: { key, params } };
}

/** The problem in words, without the name. */
export function problemText({ said, found }: ConfigProblem, locale: Locale): string {
  const problem = inWords(said, locale);
  return found === undefined
    ? problem
    : translate(locale, "config.found", { problem, text: found });
}

/** The configuration is invalid. The error carries all problems, not only the first. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(textOf(problems, "en"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** All problems, one per line. */
export function configurationText({ problems }: ConfigError, locale: Locale): string {
  return textOf(problems, locale);
}

function textOf(problems: readonly ConfigProblem[], locale: Locale): string {
  const lines = problems.map((problem) => `  ${problem.name}: ${problemText(problem, locale)}`);
  return [translate(locale, "config.unusable"), ...lines].join("\n");
}

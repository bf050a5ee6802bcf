/** A property of a calendar: RFC 5545, section 3.1. */
export interface ContentLine {
  /** Upper case. */
  readonly name: string;
  /** By upper-case names, with quotes removed. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

const PARAMETER = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)/y;

/** @returns `undefined` for a line that is not a property */
export function parseContentLine(line: string): ContentLine | undefined {
  const name = /^[A-Za-z0-9-]+/.exec(line)?.[0];
  if (name === undefined) return undefined;
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = name.length;
  let end = name.length;
  for (let found = PARAMETER.exec(line); found !== null; found = PARAMETER.exec(line)) {
    end = PARAMETER.lastIndex;
    parameters.set((found[1] ?? "").toUpperCase(), (found[2] ?? "").replaceAll('"', ""));
  }
  if (line.charAt(end) !== ":") return undefined;
  return { name: name.toUpperCase(), parameters, value: line.slice(end + 1) };
}

const ESCAPED = /\\([\\;,nN])/g;

/** A text without escapes: RFC 5545, section 3.3.11. */
export function unescapeText(value: string): string {
  return value.replaceAll(ESCAPED, (_, sign: string) => (/n/i.test(sign) ? "\n" : sign));
}

/** Splits a list of texts at commas. */
export function splitTexts(value: string): string[] {
  return value.split(/(?<!\\),/).map(unescapeText);
}

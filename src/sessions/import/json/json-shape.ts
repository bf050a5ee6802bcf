import { type JsonPath, JsonScanner } from "./json-scanner.ts";

/** Levels of a document that are inspected. */
const DEPTH = 5;
/** Maximum number of paths that are recorded. */
const PLACES = 5000;

/** Members of a document, as far as its beginning shows, which identify the program. */
export class JsonShape {
  readonly #paths: readonly JsonPath[];

  /** @param beginning the document's first characters; may be truncated anywhere */
  constructor(beginning: string) {
    const paths = new Map<string, JsonPath>();
    const scanner = new JsonScanner((path) => {
      if (paths.size < PLACES) paths.set(path.join("\n"), [...path]);
      return path.length < DEPTH ? "enter" : "skip";
    });
    try {
      for (const _ of scanner.push(Buffer.from(beginning)));
    } catch {
      // The reader of the document reports its faults.
    }
    this.#paths = [...paths.values()];
  }

  /** Whether there is a value at this path; `*` matches any member. */
  has(...place: readonly string[]): boolean {
    return this.#paths.some(
      (path) =>
        path.length === place.length &&
        place.every((name, index) => name === "*" || name === path[index]),
    );
  }
}

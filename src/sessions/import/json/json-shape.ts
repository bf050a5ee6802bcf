import { type JsonPath, JsonScanner } from "./json-scanner.ts";

const DEPTH = 5;
const PLACES = 5000;

/** Which members a document has, as far as its beginning shows: what programs are recognised by. */
export class JsonShape {
  readonly #paths: readonly JsonPath[];

  /** @param beginning the document's first characters; they may break off anywhere */
  constructor(beginning: string) {
    const paths = new Map<string, JsonPath>();
    const scanner = new JsonScanner((path) => {
      if (paths.size < PLACES) paths.set(path.join("\n"), [...path]);
      return path.length < DEPTH ? "enter" : "skip";
    });
    try {
      for (const _ of scanner.push(Buffer.from(beginning)));
    } catch {
      // The reader of the document says what is wrong with it.
    }
    this.#paths = [...paths.values()];
  }

  /** Whether there is a value at this place; `*` stands for any member. */
  has(...place: readonly string[]): boolean {
    return this.#paths.some(
      (path) =>
        path.length === place.length &&
        place.every((name, index) => name === "*" || name === path[index]),
    );
  }
}

import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { packageFile } from "../../runtime/own-files.ts";

/** A file of the pages. Its name below `/ui/` changes with its content, so browsers may keep it for ever. */
export interface Asset {
  readonly address: string;
  readonly type: string;
  readonly text: string;
}

/** In one file: each more would be a request of every first visit. */
export const STYLE = asset("style.css", "text/css", [
  "style/page.css",
  "style/forms.css",
  "style/figures.css",
  "style/media.css",
]);
/** In one file as well. Each part is a block, so that its names are its own; each does what the page gives it occasion to. */
export const SCRIPT = asset(
  "script.js",
  "text/javascript",
  ["live.js", "timer.js", "keys.js", "charts.js"],
  (part) => `{\n${part}}\n`,
);

/** @param parts of which it consists, below `web/` */
function asset(
  file: string,
  type: string,
  parts: readonly string[],
  around = (part: string) => part,
): Asset {
  const text = parts
    .map((part) => around(readFileSync(packageFile(`web/${part}`), "utf8")))
    .join("");
  const mark = hash("sha256", text, "base64url").slice(0, 12);
  return { address: file.replace(".", `-${mark}.`), type, text };
}

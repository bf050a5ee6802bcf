import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { packageFile } from "../../runtime/own-files.ts";

/** A static file of the pages. Its name below `/ui/` changes with its content, so browsers may cache it for ever. */
export interface Asset {
  readonly address: string;
  readonly type: string;
  readonly text: string;
}

/** All styles in one file: each further file would add a request to every first visit. */
export const STYLE = asset("style.css", "text/css", [
  "style/page.css",
  "style/forms.css",
  "style/figures.css",
  "style/colours.css",
  "style/media.css",
]);
/**
 * All scripts in one file. Each part is a block, so that its names are local, and acts only on pages with its elements.
 */
export const SCRIPT = asset(
  "script.js",
  "text/javascript",
  ["live.js", "timer.js", "keys.js", "charts.js", "sliders.js", "connection.js"],
  (part) => `{\n${withoutComments(part)}}\n`,
);

/** The service worker. Its name is always the same: a browser asks under it whether there is a newer one. */
export const WORKER = {
  address: "offline.js",
  type: "text/javascript",
  text: withoutComments(readFileSync(packageFile("web/offline.js"), "utf8")),
} as const satisfies Asset;

/** Without lines that are a comment: they were a fifth of the compressed scripts. */
function withoutComments(script: string): string {
  return script.replaceAll(/^[ ]*(?:\/\/|\/\*\*).*\n/gm, "");
}

/** @param parts source files below `web/` */
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

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
/** Renews a page when something has changed. */
export const LIVE_SCRIPT = asset("live.js", "text/javascript");
/** Counts the session that is being worked on. */
export const TIMER_SCRIPT = asset("timer.js", "text/javascript");
/** Has single keys act. */
export const KEYS_SCRIPT = asset("keys.js", "text/javascript");

/** @param parts of which it consists, below `web/` */
function asset(file: string, type: string, parts: readonly string[] = [file]): Asset {
  const text = parts.map((part) => readFileSync(packageFile(`web/${part}`), "utf8")).join("");
  const mark = hash("sha256", text, "base64url").slice(0, 12);
  return { address: file.replace(".", `-${mark}.`), type, text };
}

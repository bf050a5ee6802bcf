import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { packageFile } from "../../runtime/own-files.ts";

/** A file of the pages. Its name below `/ui/` changes with its content, so browsers may keep it for ever. */
export interface Asset {
  readonly address: string;
  readonly type: string;
  readonly text: string;
}

export const STYLE = asset("style.css", "text/css");
/** Renews a page when something has changed. */
export const LIVE_SCRIPT = asset("live.js", "text/javascript");
/** Counts the session that is being worked on. */
export const TIMER_SCRIPT = asset("timer.js", "text/javascript");
/** Has single keys act. */
export const KEYS_SCRIPT = asset("keys.js", "text/javascript");

function asset(file: string, type: string): Asset {
  const text = readFileSync(packageFile(`web/${file}`), "utf8");
  const mark = hash("sha256", text, "base64url").slice(0, 12);
  return { address: file.replace(".", `-${mark}.`), type, text };
}

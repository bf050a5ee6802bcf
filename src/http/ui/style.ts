import { hash } from "node:crypto";
import { readFileSync } from "node:fs";

/** The pages' only style sheet. */
export const STYLE = readFileSync(new URL("../../../web/style.css", import.meta.url), "utf8");

/** Its name below `/ui/` changes with its content, so browsers may keep it for ever. */
export const STYLE_ADDRESS = `style-${hash("sha256", STYLE, "base64url").slice(0, 12)}.css`;

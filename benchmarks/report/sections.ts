import { growth } from "./growth.ts";
import { hitRate } from "./hit-rate.ts";
import { overload } from "./overload.ts";
import { pages } from "./pages.ts";
import { redisTrouble } from "./redis-trouble.ts";
import type { Section } from "./section.ts";
import { sideBySide } from "./side-by-side.ts";

/** In the order of the page. One whose results file is absent is left out. */
export const SECTIONS: readonly Section[] = [
  sideBySide,
  hitRate,
  growth,
  overload,
  redisTrouble,
  pages,
];

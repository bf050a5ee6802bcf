/** Writes docs/configuration.md from the table of settings: `node scripts/write-config-docs.ts`. */
import { writeFileSync } from "node:fs";
import { renderSettingsPage } from "../src/config/settings-text.ts";

writeFileSync(new URL("../docs/configuration.md", import.meta.url), renderSettingsPage());

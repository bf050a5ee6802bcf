/** Writes openapi.json from the routes and from answers that the service gives: `node scripts/write-openapi.ts`. */
import { writeFileSync } from "node:fs";
import { generateOpenApi } from "./openapi/generate.ts";

writeFileSync(new URL("../openapi.json", import.meta.url), await generateOpenApi());

import { hamsterDatabase } from "./hamster-database.ts";
import { pomotroid } from "./pomotroid.ts";
import type { SqliteFormat } from "./sqlite-format.ts";

export const SQLITE_FORMATS: readonly SqliteFormat[] = [pomotroid, hamsterDatabase];

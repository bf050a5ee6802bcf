import { icalendar } from "./icalendar.ts";
import type { LineFormat } from "./line-format.ts";
import { org } from "./org.ts";

export const LINE_FORMATS: readonly LineFormat[] = [icalendar, org];

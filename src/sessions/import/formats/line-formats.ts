import { icalendar } from "./icalendar.ts";
import type { LineFormat } from "./line-format.ts";
import { org } from "./org.ts";
import { timewarriorData } from "./timewarrior.ts";

export const LINE_FORMATS: readonly LineFormat[] = [icalendar, timewarriorData, org];

import { icalendar } from "./icalendar.ts";
import type { LineFormat } from "./line-format.ts";
import { org } from "./org.ts";
import { simpleTimeTrackerBackup } from "./simple-time-tracker-backup.ts";
import { timewarriorData } from "./timewarrior.ts";

export const LINE_FORMATS: readonly LineFormat[] = [
  icalendar,
  timewarriorData,
  simpleTimeTrackerBackup,
  org,
];

import { atimelogger } from "./atimelogger.ts";
import { beFocused } from "./be-focused.ts";
import { clockify } from "./clockify.ts";
import { forest } from "./forest.ts";
import { hamster } from "./hamster.ts";
import { kimai } from "./kimai.ts";
import { pomofocus } from "./pomofocus.ts";
import { rescuetime } from "./rescuetime.ts";
import { simpleTimeTracker } from "./simple-time-tracker.ts";
import { solidtime, solidtimeEntries } from "./solidtime.ts";
import type { TableFormat } from "./table-format.ts";
import { toggl } from "./toggl.ts";
import { watsonLog } from "./watson.ts";

/**
 * In the order in which they are tried: formats with more required columns precede those that would accept their files.
 */
export const TABLE_FORMATS: readonly TableFormat[] = [
  clockify,
  toggl,
  solidtime,
  solidtimeEntries,
  kimai,
  simpleTimeTracker,
  hamster,
  forest,
  pomofocus,
  beFocused,
  atimelogger,
  watsonLog,
  rescuetime,
];

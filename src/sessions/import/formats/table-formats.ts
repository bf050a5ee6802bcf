import { atimelogger } from "./atimelogger.ts";
import { beFocused } from "./be-focused.ts";
import { clockify } from "./clockify.ts";
import { forest } from "./forest.ts";
import { hamster } from "./hamster.ts";
import { kimai } from "./kimai.ts";
import { pomofocus } from "./pomofocus.ts";
import { rescuetime } from "./rescuetime.ts";
import { simpleTimeTracker } from "./simple-time-tracker.ts";
import { solidtime } from "./solidtime.ts";
import type { TableFormat } from "./table-format.ts";
import { toggl } from "./toggl.ts";

/** In the order in which they are tried: those with more columns come before those that they include. */
export const TABLE_FORMATS: readonly TableFormat[] = [
  toggl,
  clockify,
  solidtime,
  kimai,
  simpleTimeTracker,
  hamster,
  forest,
  pomofocus,
  beFocused,
  atimelogger,
  rescuetime,
];

import { activitywatch } from "./activitywatch.ts";
import { clockifyJson } from "./clockify-json.ts";
import { hamsterJson } from "./hamster.ts";
import type { JsonFormat } from "./json-format.ts";
import { kimaiJson } from "./kimai-json.ts";
import { ownJson } from "./own-json.ts";
import { rescuetimeJson } from "./rescuetime.ts";
import { superProductivity } from "./super-productivity.ts";
import { ticktick } from "./ticktick.ts";
import { timewarrior } from "./timewarrior.ts";
import { togglJson } from "./toggl-json.ts";
import { wakatime } from "./wakatime.ts";
import { watson } from "./watson.ts";

export const JSON_FORMATS: readonly JsonFormat[] = [
  ownJson,
  watson,
  timewarrior,
  ticktick,
  activitywatch,
  wakatime,
  hamsterJson,
  togglJson,
  clockifyJson,
  kimaiJson,
  superProductivity,
  rescuetimeJson,
];

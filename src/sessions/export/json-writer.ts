import type { Session } from "../../domain/session.ts";
import type { WellnessCheckin } from "../../schemas/wellness.ts";
import { formatDay } from "../../time/calendar.ts";
import { formatInstant } from "../../time/format-instant.ts";
import type { Zone } from "../../time/zone.ts";
import type { ExportWriter } from "./export-writer.ts";
import { sessionMembers } from "./ndjson-writer.ts";

/** All of a person's records and settings in one document, with one session or check-in per line. */
export const jsonWriter: ExportWriter = {
  mediaType: "application/json; charset=utf-8",
  extension: "json",
  async *write({ sessions, checkins, choices, zone, nowMs }) {
    let before = `{"format":"pomodoro-ml","version":1,"exported_at":${JSON.stringify(
      formatInstant(nowMs, zone),
    )},"timezone":${JSON.stringify(zone.id)},"sessions":[`;
    let separator = "\n";
    for await (const chunk of sessions) {
      let text = before;
      before = "";
      for (const session of chunk) {
        text += separator + JSON.stringify(sessionOf(session, zone));
        separator = ",\n";
      }
      yield text;
    }
    before += '\n],"checkins":[';
    separator = "\n";
    for await (const chunk of checkins()) {
      let text = before;
      before = "";
      for (const checkin of chunk) {
        text += separator + JSON.stringify(checkinOf(checkin, zone));
        separator = ",\n";
      }
      yield text;
    }
    yield `${before}\n],"settings":${JSON.stringify(await choices())}}\n`;
  },
};

function sessionOf(session: Session, zone: Zone) {
  return {
    ...sessionMembers(session, zone),
    created_at: formatInstant(session.createdAtMs, zone),
    updated_at: formatInstant(session.updatedAtMs, zone),
  };
}

function checkinOf(checkin: WellnessCheckin, zone: Zone) {
  return {
    date: formatDay(checkin.day),
    sleep_quality: checkin.sleepQuality,
    energy_level: checkin.energyLevel,
    mood: checkin.mood,
    stress_level: checkin.stressLevel,
    motivation: checkin.motivation,
    focus_ability: checkin.focusAbility,
    notes: checkin.notes,
    created_at: formatInstant(checkin.createdAtMs, zone),
    updated_at: formatInstant(checkin.updatedAtMs, zone),
  };
}

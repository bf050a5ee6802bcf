import { MINUTES_PER_DAY } from "../../time/calendar.ts";

/** `HH:MM` of minutes after midnight; a night continues past 1440. */
export function clockText(minuteOfDay: number): string {
  const minute = ((Math.floor(minuteOfDay) % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** `HH:00`. */
export function hourText(hour: number): string {
  return `${twoDigits(hour)}:00`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

import type { Session } from "../../domain/session.ts";
import { MS_PER_DAY } from "../../time/calendar.ts";
import type { Zone } from "../../time/zone.ts";
import { minutesOf } from "./export-writer.ts";
import { SHEET_BEGIN, SHEET_END } from "./xlsx-parts.ts";

/** Excel rejects a file with longer texts. */
const CELL_CHARACTERS = 32_767;
/** 1 January 1970 as a serial date of Excel. */
const EPOCH_SERIAL = 25_569;

const HEADERS = [
  ...["start", "end", "duration_minutes", "preset", "category", "task", "rating", "completed"],
  ...["notes", "id"],
];

export function sheetStart(): string {
  return `${SHEET_BEGIN}<row>${HEADERS.map(text).join("")}</row>`;
}

export function sheetEnd(): string {
  return SHEET_END;
}

/** A session as a row. Times are local, because spreadsheets have no time zones. */
export function sheetRow(session: Session, zone: Zone): string {
  const { startedAtMs, durationSeconds, rating, completed } = session;
  const cells = [
    moment(startedAtMs, zone),
    moment(startedAtMs + durationSeconds * 1000, zone),
    number(minutesOf(session)),
    text(session.preset),
    text(session.category),
    text(session.task),
    number(rating),
    `<c t="b"><v>${completed ? 1 : 0}</v></c>`,
    text(session.notes),
    text(session.id),
  ];
  return `<row>${cells.join("")}</row>`;
}

function moment(epochMs: number, zone: Zone): string {
  const { day, msOfDay } = zone.localAt(epochMs);
  return `<c s="1"><v>${EPOCH_SERIAL + day + msOfDay / MS_PER_DAY}</v></c>`;
}

function number(value: number | null): string {
  return value === null ? "<c/>" : `<c><v>${value}</v></c>`;
}

/**
 * An inline text cell. It is never a formula, and its style marks it as text for programs that would turn it into one.
 */
function text(value: string | null): string {
  if (value === null || value === "") return "<c/>";
  const escaped = value
    .slice(0, CELL_CHARACTERS)
    .toWellFormed()
    // `_x000D_` is an escape for a character. Text that looks like one is escaped itself.
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_")
    .replaceAll(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, asCode)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  return `<c t="inlineStr" s="2"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}

function asCode(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}

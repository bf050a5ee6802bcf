import { LRUCache } from "lru-cache";
import type { Locale } from "../../../messages/locale.ts";
import { formatDay, parseDay } from "../../../time/calendar.ts";
import { type ReadMention, readMentions } from "../checking/check-numbers.ts";
import { supports } from "../checking/supports.ts";
import type { FigureKind } from "../text-request.ts";
import type { Amount } from "./amount.ts";

const PLAIN_KINDS: Readonly<Record<string, FigureKind>> = {
  sessions: "sessions",
  days: "days",
  weeks: "weeks",
  percent: "percent",
  points: "points",
  xp: "xp",
  ordinal: "ordinal",
  ratio: "ratio",
  count: "count",
};

/**
 * Figures in the service's own sentence that are not known yet: in a sentence of another route, or a constant in a
 * message.
 */
export function readFigures(
  text: string,
  known: readonly Amount[],
  { locale, day }: { readonly locale: Locale; readonly day: number },
): Amount[] {
  const figures: Amount[] = [];
  for (const { mention, isClock } of mentionsOf(text, locale)) {
    const { kind = "count", value } = mention;
    const isKnown = [...known, ...figures].some((amount) =>
      supports({ ...amount, id: "", shown: { en: "", cs: "" }, member: [] }, mention, isClock),
    );
    if (isKnown) continue;
    if (kind === "minutes") figures.push({ kind: "duration", value });
    else if (kind === "hours") figures.push({ kind: "duration", value: value * 60 });
    else if (kind === "time") figures.push({ kind: "time", value });
    else if (kind === "date")
      figures.push({ kind: "date", value: dayOf(value, mention.year, day) });
    else {
      const plain = PLAIN_KINDS[kind];
      if (plain !== undefined) figures.push({ kind: plain, value });
    }
  }
  return figures;
}

/** Templates repeat the same sentences often. */
const readBefore = new LRUCache<string, readonly ReadMention[]>({ max: 4000 });

/** Clears the cached sentences, which may be about an erased person. */
export function forgetSentences(): void {
  readBefore.clear();
}

function mentionsOf(text: string, locale: Locale): readonly ReadMention[] {
  const key = `${locale} ${text}`;
  const found = readBefore.get(key) ?? readMentions(text, locale);
  readBefore.set(key, found);
  return found;
}

function dayOf(monthAndDay: number, year: number | undefined, today: number): number {
  const years = year ?? Number(formatDay(today).slice(0, 4));
  const two = (part: number) => String(part).padStart(2, "0");
  return (
    parseDay(`${years}-${two(Math.floor(monthAndDay / 100))}-${two(monthAndDay % 100)}`) ?? today
  );
}

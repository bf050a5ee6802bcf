import type { Locale } from "../../../src/messages/locale.ts";
import type { FigureKind } from "../../../src/services/ai/text-request.ts";

/** One number as a person would say it of something. */
export interface Claim {
  readonly kind: FigureKind;
  readonly value: number;
}

type Say = (value: number) => string;

const ONES = {
  en: "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
  cs: "nula jedna dvě tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct",
} as const;
const TENS = {
  en: "_ _ twenty thirty forty fifty sixty seventy eighty ninety",
  cs: "_ _ dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát",
} as const;

/** A whole number below a hundred. */
export function inWords(value: number, locale: Locale): string {
  const ones = ONES[locale].split(" ");
  if (value < 20) return ones[value] ?? "";
  const ten = TENS[locale].split(" ")[Math.floor(value / 10)] ?? "";
  if (value % 10 === 0) return ten;
  return `${ten}${locale === "en" ? "-" : " "}${ones[value % 10]}`;
}

function digits(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
}

const clock: Say = (minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
const hours: Say = (minutes) => `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
const dateOf = (day: number) => new Date(day * 86_400_000);
const isWhole = (value: number) => Number.isInteger(value) && value >= 2 && value < 100;

/** Every way of saying it that is right in the language. */
export function waysToSay({ kind, value }: Claim, locale: Locale): string[] {
  const plain = digits(Math.abs(value), locale);
  const worded = isWhole(value) ? [inWords(value, locale)] : [];
  const all = [plain, ...worded];
  const en = locale === "en";
  switch (kind) {
    case "sessions":
      return all.map((number) => (en ? `${number} sessions` : `${number} sezení`));
    case "days":
      return all.map((number) => (en ? `${number} days` : `${number} dní`));
    case "percent":
      return en
        ? [`${plain}%`, `${plain} percent`]
        : [`${plain} %`, `${plain}\u202f%`, `${plain} procent`];
    case "points":
      return en
        ? [...all.map((number) => `${number} points`), `${plain} of 100`, `${plain}/100`]
        : [...all.map((number) => `${number} bodů`), `${plain} ze 100`, `${plain}/100`];
    case "duration":
      return en
        ? [hours(value), `${value} minutes`, `${value} min`]
        : [hours(value), `${value} minut`, `${value} min`];
    case "time":
      return en ? [`at ${clock(value)}`] : [`v ${clock(value)}`];
    case "date":
      return [
        new Intl.DateTimeFormat(en ? "en-GB" : "cs", {
          day: "numeric",
          month: "long",
          timeZone: "UTC",
        }).format(dateOf(value)),
        dateOf(value).toISOString().slice(0, 10),
      ];
    default:
      return [plain];
  }
}

/** Sentences around what is said; none has a number or a name of its own. */
export const FRAMES: Readonly<Record<Locale, readonly ((said: string) => string)[]>> = {
  en: [
    (said) => `Here is the day: ${said}.`,
    (said) => `What stands out is ${said}, and that is fine.`,
    (said) => `So far there is ${said} to look back on.`,
    (said) => `Plan with ${said} and keep your breaks.`,
    (said) => `About ${said}, as usual.`,
  ],
  cs: [
    (said) => `Přehled dne: ${said}.`,
    (said) => `Za povšimnutí stojí ${said}, a to je v pořádku.`,
    (said) => `Zatím je za vámi ${said}.`,
    (said) => `Počítejte s tím, že to bude ${said}, a nechte si přestávky.`,
    (said) => `Zhruba ${said}, jako obvykle.`,
  ],
};

import { headerKey } from "../header-key.ts";

/** Word stems by which headers of time trackers are recognised, in the languages of their translations. */
const START =
  /start|begin|d[ée]but|in[íi]ci|inizi|za[čc]|po[čc]|zah[áa]j|rozpocz|pocz|alku|börja|kezd|нач|开始|開始/;
const END =
  /\bend|ende|\bfin|\bfim|kone?c|ukon|zako[ńn]|stop|t[ée]rmin|eind|slut|schluss|loppu|vég|befej|кон|оконч|结束|終了|bitiş/;
const DATE = /dat[aeou]|fecha|päiv|dátum|tarih|дата|日/;
const TIME =
  /time|tid|zeit|uhr|heure|hora|\bora\b|[čc]z?as|godzin|tijd|aika|idő|saat|врем|時刻|时间/;
const LENGTH =
  /dur[aé]|dauer|d[ée]lka|trvání|trvanie|czas trwania|duur|længde|kesto|varakt|időtart|süre|длит|продолж|時間|时长/;

const OTHERS: readonly (readonly [string, RegExp])[] = [
  ["Project", /^(?:pro(?:[ijy]e?[kct]|get)|проект|プロジェクト|项目)/],
  ["Client", /^(?:cl[ií]ent|kund|klient|zákaz|klant|клиент|asiakas|クライアント|客户)/],
  [
    "Description",
    /^(?:desc|besch|popis|opis|omschr|beskriv|descri[zç]|kuvaus|leírás|açıkl|опис|説明|描述)/,
  ],
  [
    "Task",
    /^(?:task|aufgabe|t[âa]che|tarea|tarefa|[úu]kol|zadani|ta[ak]k|attivit|compito|opgave|uppgift|задач|タスク|任务)/,
  ],
];

/** A duration in decimal hours, which is coarser than the one beside it. */
const DECIMAL = /\((?:d[eé][cszć]|дес|小数|십진)/i;
/** A duration with its unit in brackets. */
const UNIT = /\((?:h|std|stunden|hod|uur|godz|ore|ч|時|时|시간)[^)]*\)/i;

/** Whether a header states the unit of a duration. */
export function namesUnit(name: string): boolean {
  return LENGTH.test(name.toLowerCase()) && (UNIT.test(name) || DECIMAL.test(name));
}

/**
 * Finds the columns of a detailed report by the meaning of their headers. Decimal durations are left out.
 * @returns the index of each column by its English name; `undefined` unless times, duration, project and description
 *   are present once each
 */
export function translatedColumns(
  names: readonly string[],
): ReadonlyMap<string, number> | undefined {
  const columns = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const role = roleOf(name.toLowerCase().normalize("NFC").trim());
    if (role === undefined) continue;
    const key = headerKey(role);
    if (columns.has(key)) return undefined;
    columns.set(key, index);
  }
  return NEEDED.every((name) => columns.has(headerKey(name))) ? columns : undefined;
}

const NEEDED = [
  ...["Project", "Description", "Duration"],
  ...["Start date", "Start time", "End date", "End time"],
];

function roleOf(name: string): string | undefined {
  const other = OTHERS.find(([, stem]) => stem.test(name));
  if (other !== undefined) return other[0];
  if (LENGTH.test(name)) return DECIMAL.test(name) ? undefined : "Duration";
  // End is tested first, because words for it such as finalización contain stems of words for start.
  const edge = END.test(name) ? "End" : START.test(name) ? "Start" : undefined;
  if (edge === undefined) return undefined;
  if (DATE.test(name)) return `${edge} date`;
  return TIME.test(name) ? `${edge} time` : undefined;
}

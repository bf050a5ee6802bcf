import { ELEMENT } from "../json/json-scanner.ts";
import { lengthMinutes } from "./cells.ts";
import { columnWords } from "./column-words.ts";
import type { JsonFormat } from "./json-format.ts";
import { readObjects, textOf } from "./members.ts";
import type { RowReading } from "./row-reading.ts";
import type { Cell, TableFormat } from "./table-format.ts";
import { readMoment } from "./written-time.ts";

/** The headers in the program's languages. */
const HEADERS = columnWords(`
  activity|start time|end time|duration minutes|category|description
  činnost|čas zahájení|čas ukončení|doba trvání v minutách|kategorie|popis
  Tätigkeit|Beginn|Ende|Dauer in Minuten|Kategorie|Beschreibung
  activité|heure de début|heure de fin|durée en minutes|catégorie|description
  actividad|hora de inicio|hora de finalización|duración en minutos|categoría|descripción
  actividade|hora de início|hora de término|duração em minutos|categoria|descrição
  atividade|hora de início|hora de término|minutos de duração|categoria|descrição
  attività|inizio|fine|minuti|categoria|descrizione
  Activiteit|start time|end time|minuten|Categorie|Omschrijving
  czynność|początek|koniec|czas trwania w minutach|kategoria|opis
  aktivitet|starttid|sluttid|längd i minuter|kategori|beskrivning
  aktivitet|starttid|slutt-tid|varighet minutter|kategori|beskrivelse
  aktivitet|starttidspunkt|sluttidspunkt|varighed i minutter|kategori|beskrivelse
  toimi|aloitusaika|päättymisaika|kesto minuutteina|luokka|kuvaus
  tevékenység|kezdési idő|befejezési idő|időtartam percekben|kategória|leírás
  activitate|timp de începere|timp de terminare|durată în minute|categorie|descriere
  activitat|hora d'inici|hora de finalització|minuts de durada|categoria|descripció
  actividade|tempo inicial|tempo final|duración en minutos|categoría|descrición
  jarduera|hasierako ordua|amaierako ordua|iraupena (minututan)|kategoria|azalpena
  aktiveco|komenca horo|fina horo|daŭro en minutoj|kategorio|priskribo
  aktivnost|vrijeme početka|vrijeme kraja|trajanje u minutima|kategorija|opis
  aktivnost|vreme početka|vreme završetka|trajanje u minutima|kategorija|opis
  dejavnost|čas pričetka|čas zaključka|trajanje|kategorija|opis
  tegevus|alustamise aeg|lõpetamise aeg|kestus minutites|kategooria|kirjeldus
  užsiėmimas|pradžios laikas|pabaigos laikas|trukmė minutėmis|kategorija|aprašymas
  nodarbe|sākuma laiks|beigu laiks|ilgums minūtēs|kategorija|apraksts
  etkinlik|başlama zamanı|bitiş zamanı|süreç dakikaları|kategori|açıklama
  занятие|время начала|время окончания|длительность в минутах|категория|описание
  діяльність|час початку|час завершення|тривалість (хв.)|категорія|опис
  дейност|начало|край|продължителност|категория|описание
  δραστηριότητα|ώρα εκκίνησης|χρόνος ολοκλήρωσης|λεπτά διάρκειας|κατηγορία|περιγραφή
  النشاط|وقت البدء|وقت الانتهاء|المدة بالدقائق|الفئة|الوصف
  פעילות|זמן ההתחלה|זמן הסיום|משך בדקות|קטגוריה|תיאור
  活動|開始時間|終了時間|要した時間(分)|カテゴリ|説明
  활동|시작 시간|끝 시간|기간 (분)|분류|설명
  活动|开始时间|结束时间|持续时间|类别|描述
  活動|開始時刻|結束時刻|持續分鐘|分類|描述
`);

/** Texts for a missing category, in the same languages. */
const UNSORTED = new Set(
  `Unsorted|Bez kategorie|Unsortiert|Divers|Sin clasificar|Não ordenado|Sem classificação|Non categorizzato|Ongesorteerd
  |Bez sortowania|Osorterat|Usortert|Usorteret|Lajittelematon|Rendezetlen|Nesortate|Sense ordre|Sen clasificar|Ordenatu gabe
  |Neordigita|Nerazvrstano|Nepoređano|Nerazvrščeno|Sortimata|Nerikiuota|Nešķirotie|Sırasız|Несортированные|Без сортування
  |Без подредба|Αταξινόμητα|غير مرتّب|לא ממוין|未分類のもの|분류 없음|未分类|未排序`
    .split("|")
    .map((word) => word.trim()),
);

/** Hamster, report as TSV. */
export const hamster: TableFormat = {
  name: "hamster",
  columns: HEADERS,
  dates: ["start time", "end time"],
  read: (cell, order) =>
    readFact(cell, readMoment(cell("start time"), order), readMoment(cell("end time"), order)),
};

/** Hamster, report as JSON: a list with the same content. */
export const hamsterJson: JsonFormat = {
  name: "hamster",
  recognises: (shape) =>
    ["name", "start_time", "end_time", "duration_minutes"].every((member) =>
      shape.has(ELEMENT, member),
    ),
  choose: (path) => (path.length === 0 ? "enter" : "take"),
  open: () =>
    readObjects((fact) => {
      const cell: Cell = (column) => {
        const value = fact[column === "activity" ? "name" : column.replace(" ", "_")];
        return textOf(typeof value === "number" ? String(value) : value);
      };
      return readFact(cell, readMoment(cell("start time")), readMoment(cell("end time")));
    }),
};

function readFact(cell: Cell, start: string | undefined, end: string | undefined): RowReading {
  if (end === undefined || end === "None") return { fault: "running" };
  const minutes = lengthMinutes(cell("duration minutes"), 1);
  if (minutes === 0 || start === end) return { fault: "zero_length" };
  const category = cell("category");
  const session = {
    start,
    end,
    duration_minutes: minutes,
    category: category !== undefined && UNSORTED.has(category) ? undefined : category,
    task: cell("activity"),
    notes: cell("description"),
  };
  return { sessions: [session] };
}

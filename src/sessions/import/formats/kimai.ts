import { endCandidates, lengthMinutes, localTime, wallMinutes } from "./cells.ts";
import { columnWords } from "./column-words.ts";
import type { TableFormat } from "./table-format.ts";
import { readClock, readDate } from "./written-time.ts";

/**
 * From and To are truncated to minutes, and two decimals of an hour are 36 seconds, so they differ even without a
 * pause.
 */
const ROUNDING_MINUTES = 1;

/** The headers in the program's languages; the last two columns can be missing. */
const HEADERS = columnWords(`
  Date|From|To|Duration|Project|Activity|Customer|Description
  Date|Begin|End|Duration|Project|Activity|Customer|Description
  Datum|Od|Do|Doba trvání|Projekt|Aktivita|Zákazník|Popis
  Dátum|Od|Do|Trvanie|Projekt|Činnosti|Zákazník|Popis
  Datum|Von|Bis|Dauer|Projekt|Tätigkeit|Kunde|Beschreibung
  Date|De|À|Durée|Projet|Activité|Client|Description
  Fecha|De|Para|Duración|Proyecto|Actividad|Cliente|Descripción
  Data|De|Para|Duração|Projeto|Atividade|Cliente|Descrição
  Data|Da|A|Durata|Progetto|Attività|Cliente|Descrizione
  Datum|Van|Tot|Duur|Project|Activiteit|Klant|Beschrijving
  Data|Od|Do|Czas trwania|Projekt|Aktywność|Klient|Opis
  Datum|Från|till|Längd|Projekt|Aktivitet|Kund|Beskrivning
  Dato|Fra|Til|Varighed|Projekt|Aktivitet|Kunde|Beskrivelse
  Dato|Fra|Til|Varighet|Prosjekt|Aktivitet|Kunde|Beskrivelse
  Päivämäärä|Alkaen|Saakka|Kesto|Projekti|Työtehtävä|Asiakas|Kuvaus
  Dátum|Kezdés|Befejezés|Időtartam|Projekt|Tevékenység|Ügyfél|Leírás
  Data|De la|Până la|Durata|Proiect|Activitate|Client|Descriere
  Datum|Od|Do|Trajanje|Projekt|Aktivnost|Kupac|Opis
  Datum|Od|Za|Trajanje|Projekt|Aktivnost|Stranka|Opis
  Datum|Od|Do|Trajanje|Projekat|Aktivnost|Klijent|Opis
  Kuupäev|Alates|Kuni|Kestvus|Projekt|Tegevus|Klient|Kirjeldus
  Data|Hasi|Bukatu|Iraupena|Proiektua|Jarduera|Bezeroa|Deskribapena
  Data|De|A|Duració|Projecte|Activitat|Client|Descripció
  Dato|De|Al|Daŭro|Projekto|Aktivaĵo|Kliento|Priskribo
  Tarih|Başlangıç|Bitiş|Süre|Proje|Etkinlik|Müşteri|Açıklama
  Дата|С|До|Длительность|Проект|Активность|Клиент|Описание
  Дата|З|До|Тривалість|Проєкт|Діяльність|Клієнт|Опис
  Дата|От|До|Продължителност|Проект|Дейност|Клиент|Описание
  Ημερομηνία|Από|Σε|Διάρκεια|Έργο|Δραστηριότητα|Πελάτης|Περιγραφή
  التاريخ|من|إلى|المدة الزمنية|المشروع|النشاط|الزبون|وصف
  תאריך|התחלה|סיום|משך זמן|מיזם|פעילות|לקוח|תיאור
  Tanggal|Dari|Kepada|Durasi|Proyek|Aktivitas|Pelanggan|Deskripsi
  Ngày|Từ|Đến|Thời lượng|Dự án|Hoạt động|Khách hàng|Mô tả
  日付|From|To|期間|プロジェクト|アクティビティ|得意先|説明
  날짜|시작|종료|소요시간|프로젝트|활동|고객|업무 보고
  日期|始于|至|持续时间|项目|活动|客户|描述
  日期|從|到|持續時長|專案|活動|客戶|說明
`);

/** Kimai, timesheet export. Headers are in the user's language, and templates can omit columns. */
export const kimai: TableFormat = {
  name: "kimai",
  columns: HEADERS.slice(0, 6),
  optional: HEADERS.slice(6),
  dates: ["Date"],
  read(cell, order) {
    const date = readDate(cell("Date"), order);
    const [from, to] = [readClock(cell("From")), readClock(cell("To"))];
    if (to === undefined) return { fault: "running" };
    if (from === to) return { fault: "zero_length" };
    const span = wallMinutes(from, to);
    const minutes = lengthMinutes(cell("Duration"), 60, () => span);
    const isRounded = typeof minutes === "number" && Math.abs(span - minutes) <= ROUNDING_MINUTES;
    const session = {
      start: localTime(date, from),
      duration_minutes: isRounded || minutes === 0 ? undefined : minutes,
      category: cell("Project"),
      task: cell("Activity"),
      notes: cell("Description"),
    };
    return { sessions: endCandidates(date, from, to).map((end) => ({ ...session, end })) };
  },
};

import type { enCli } from "./en-cli.ts";

/** České texty příkazové řádky. Spojují se do `cs.ts`. */
export const csCli: Readonly<Record<keyof typeof enCli, string>> = {
  "cli.analyze.best_day": "Nejlepší den: {day}.",
  "cli.analyze.best_hours": "Nejlepší hodiny: {hours}.",
  "cli.analyze.category":
    "{category}: asi {rating, number} ze 100 ({lower, number} až {upper, number}), {sessions, plural, one {# hodnocené sezení} few {# hodnocená sezení} many {# hodnoceného sezení} other {# hodnocených sezení}}",
  "cli.analyze.trend":
    "{trend, select, up {Hodnocení za posledních sedm dní jsou vyšší než za čtyři týdny předtím.} down {Hodnocení za posledních sedm dní jsou nižší než za čtyři týdny předtím.} other {Hodnocení za posledních sedm dní se od čtyř týdnů předtím zřetelně neliší.}}",
  "cli.analyze.worst_hours": "Nejtěžší hodiny: {hours}.",
  "cli.banner.database": "Databáze: {database}",
  "cli.banner.docs": "Popis API: {address}/docs",
  "cli.banner.listening": "Služba běží na {address} · ukončíte ji Ctrl+C",
  "cli.banner.pages": "V prohlížeči: {address}/ui",
  "cli.banner.zone": "Časové pásmo: {zone}",
  "cli.basis":
    "Vychází z {sessions, number} sezení za {days, plural, one {# den} few {# dny} many {# dne} other {# dní}}; metoda {method}.",
  "cli.basis.insufficient":
    "Dat je zatím málo, takže jde o to, co bývá obvyklé u lidí obecně; vlastních sezení máte {sessions, number}.",
  "cli.confidence": "Jistota: {confidence}.",
  "cli.convert_ratings.done":
    "Před {before} {converted, plural, one {bylo # hodnocení vynásobeno} few {byla # hodnocení vynásobena} many {bylo # hodnocení vynásobeno} other {bylo # hodnocení vynásobeno}} 20.",
  "cli.convert_ratings.found":
    "Před {before} by {found, plural, one {bylo # hodnocení vynásobeno} few {byla # hodnocení vynásobena} many {bylo # hodnocení vynásobeno} other {bylo # hodnocení vynásobeno}} 20.",
  "cli.convert_ratings.refused":
    "Před {before} {larger, plural, one {je # hodnocení větší} few {jsou # hodnocení větší} many {je # hodnocení větších} other {je # hodnocení větších}} než 5, takže stupnice nebyla 1 až 5. Nic se nezměnilo. Zadejte dřívější --before.",
  "cli.demo.filled":
    "{sessions, plural, one {Vymyšleno # sezení} few {Vymyšlena # sezení} many {Vymyšleno # sezení} other {Vymyšleno # sezení}} a {checkins, plural, one {# záznam} few {# záznamy} many {# záznamu} other {# záznamů}} o pohodě od {from} do {to} pro uživatele {user}.",
  "cli.demo.occupied":
    "Uživatel {user} už má {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} a vymyšlená by se mezi nimi už nedala poznat. Nic se nezměnilo. Zadejte jinou DATABASE_URL nebo jiný --user.",
  "cli.import.ignored": "  Nepoužité sloupce: {columns}.",
  "cli.import.problem":
    "{unit, select, row {záznam} other {řádek}} {line, number}{field, select, none {} other {, {field}}}: {text}",
  "cli.import.summary":
    "{file}, přečteno jako {format}: {rows, plural, one {# řádek} few {# řádky} many {# řádku} other {# řádků}}: {imported, plural, one {# nový} few {# nové} many {# nového} other {# nových}}, {unchanged, plural, one {# už uložený} few {# už uložené} many {# už uloženého} other {# už uložených}}, {conflicts, plural, one {# uložený s jiným obsahem} few {# uložené s jiným obsahem} many {# uloženého s jiným obsahem} other {# uložených s jiným obsahem}}, {rejected, plural, one {# odmítnutý} few {# odmítnuté} many {# odmítnutého} other {# odmítnutých}}.",
  "cli.migrate.done":
    "Schéma databáze je aktuální ({steps, plural, one {# krok} few {# kroky} many {# kroku} other {# kroků}}).",
  "cli.next": "Vyzkoušejte:",
  "cli.predict.day": "{date}: {predicted, number} sezení{likely}",
  "cli.predict.done": "Hotovo {done, number}, zbývá {remaining, number}.",
  "cli.predict.likely":
    ", nejspíš {range, select, one {{lower, number}} other {{lower, number} až {upper, number}}} ({probability})",
  "cli.predict.productivity": "Očekávané hodnocení {rating, number} ze 100.",
  "cli.predict.schedule": "Dobré hodiny do konce dne: {hours}.",
  "cli.predict.total": "Dohromady: {predicted, number} sezení{likely}",
  "cli.rebuild.differs":
    "Profil uživatele {user} se liší: {models}. Opraví ho `rebuild` bez --check; oznamte to prosím, stávat se to nemá.",
  "cli.rebuild.summary":
    "{users, plural, one {# profil sestaven} few {# profily sestaveny} many {# profilu sestaveno} other {# profilů sestaveno}} z {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}}; {differing, plural, =0 {vše souhlasí} one {# se liší} few {# se liší} many {# se liší} other {# se liší}}.",
  "cli.recommend.alternative": "Další možnost: {preset}.",
  "cli.recommend.preset": "{preset} ({id})",
  "cli.settings.absences":
    "Nepřítomnost: {value} ({is_own, select, true {vlastní volba} other {neuvedeno}})",
  "cli.settings.day_start_hour":
    "Den začíná v {value}:00 ({is_own, select, true {vlastní volba} other {společné nastavení}})",
  "cli.settings.days_off":
    "Dny volna (1 = pondělí): {value} ({is_own, select, true {vlastní volba} other {neuvedeno}})",
  "cli.settings.language":
    "Jazyk: {value} ({is_own, select, true {vlastní volba} other {společné nastavení}})",
  "cli.settings.category_colours":
    "Barvy kategorií: {value} ({is_own, select, true {vlastní volba} other {žádné}})",
  "cli.settings.presets":
    "Předvolby: {value} ({is_own, select, true {vlastní volba} other {vestavěné}})",
  "cli.settings.working_hours":
    "Pracovní doba: {value} ({is_own, select, true {vlastní volba} other {neuvedeno}})",
  "cli.settings.timezone":
    "Časové pásmo: {value} ({is_own, select, true {vlastní volba} other {společné nastavení}})",
  "cli.shift_times.back_up":
    "Nic se nezměnilo. Zálohujte příkazem `pomodoro-ml backup SOUBOR` a pak příkaz zopakujte bez --dry-run.",
  "cli.shift_times.certain":
    "{certain, plural, one {# sezení má} few {# sezení mají} many {# sezení má} other {# sezení má}} posun proti UTC a {certain, plural, one {zůstává} few {zůstávají} many {zůstává} other {zůstává}}, jak {certain, plural, one {je} few {jsou} many {je} other {je}}.",
  "cli.shift_times.done":
    "{shifted, plural, =0 {Nic se nezměnilo: žádné sezení bez posunu nezbývá.} one {Z hodin pásma {from} na hodiny pásma {to} se převedlo # sezení.} few {Z hodin pásma {from} na hodiny pásma {to} se převedla # sezení.} many {Z hodin pásma {from} na hodiny pásma {to} se převedlo # sezení.} other {Z hodin pásma {from} na hodiny pásma {to} se převedlo # sezení.}}",
  "cli.shift_times.found":
    "{found, plural, =0 {Každé sezení už má posun: není co opravovat.} one {Z hodin pásma {from} na hodiny pásma {to} by se převedlo # sezení.} few {Z hodin pásma {from} na hodiny pásma {to} by se převedla # sezení.} many {Z hodin pásma {from} na hodiny pásma {to} by se převedlo # sezení.} other {Z hodin pásma {from} na hodiny pásma {to} by se převedlo # sezení.}}",
};

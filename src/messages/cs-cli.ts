import type { enCli } from "./en-cli.ts";

/** České texty příkazové řádky. Spojují se do `cs.ts`. */
export const csCli: Readonly<Record<keyof typeof enCli, string>> = {
  "cli.analyze.best_day": "Nejlepší den: {day}.",
  "cli.analyze.best_hours": "Nejlepší hodiny: {hours}.",
  "cli.analyze.category":
    "{category}: asi {rating, number} ze 100 (mezi {lower, number} a {upper, number}), {sessions, plural, one {# hodnocené sezení} few {# hodnocená sezení} many {# hodnoceného sezení} other {# hodnocených sezení}}",
  "cli.analyze.trend":
    "{trend, select, up {Hodnocení za poslední týden stoupá.} down {Hodnocení za poslední týden klesá.} other {Hodnocení je stálé.}}",
  "cli.analyze.worst_hours": "Nejtěžší hodiny: {hours}.",
  "cli.banner.database": "Databáze: {database}",
  "cli.banner.docs": "Rozhraní: {address}/docs",
  "cli.banner.listening": "Poslouchám na {address} · konec klávesami Ctrl-C",
  "cli.banner.zone": "Časové pásmo: {zone}",
  "cli.basis":
    "Vychází z {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} za {days, plural, one {# den} few {# dny} many {# dne} other {# dní}}; metoda {method}.",
  "cli.basis.insufficient":
    "Dat je zatím málo: toto je obvyklé pro lidi obecně; vlastních máte {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}}.",
  "cli.confidence": "Jistota {confidence}.",
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
  "cli.import.ignored": "  Sloupce, které tu nic neznamenají: {columns}.",
  "cli.import.problem": "řádek {line, number}, {field}: {text}",
  "cli.import.summary":
    "{file}: {rows, plural, one {# řádek} few {# řádky} many {# řádku} other {# řádků}}: {imported, number} nových, {unchanged, number} už uložených, {conflicts, number} uložených s jiným obsahem, {rejected, number} odmítnutých.",
  "cli.migrate.done":
    "Schéma databáze je aktuální ({steps, plural, one {# krok} few {# kroky} many {# kroku} other {# kroků}}).",
  "cli.next": "Vyzkoušejte:",
  "cli.predict.day":
    "{date}: {predicted, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} ({probability} mezi {lower, number} a {upper, number})",
  "cli.predict.done":
    "{done, plural, one {Hotové je #} few {Hotová jsou #} many {Hotového je #} other {Hotových je #}}, zbývá {remaining, number}.",
  "cli.predict.productivity": "Očekávané hodnocení {rating, number} ze 100.",
  "cli.predict.schedule": "Dobré hodiny, které jsou ještě před vámi: {hours}.",
  "cli.predict.total":
    "Dohromady: {predicted, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} ({probability} mezi {lower, number} a {upper, number})",
  "cli.rebuild.differs":
    "Profil uživatele {user} se liší: {models}. Opraví ho `rebuild` bez --check; oznamte to prosím, stávat se to nemá.",
  "cli.rebuild.summary":
    "{users, plural, one {# profil sestaven} few {# profily sestaveny} many {# profilu sestaveno} other {# profilů sestaveno}} z {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}}; {differing, plural, =0 {vše souhlasí} one {# se liší} few {# se liší} many {# se liší} other {# se liší}}.",
  "cli.recommend.alternative": "Druhá volba: {preset}.",
  "cli.recommend.preset": "{preset} ({id})",
};

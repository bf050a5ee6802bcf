import type { enDoctor } from "./en-doctor.ts";

/** České texty příkazu `doctor` a toho, co může být špatně s databází. Součást `cs.ts`. */
export const csDoctor: Readonly<Record<keyof typeof enDoctor, string>> = {
  "doctor.nothing_wrong": "Vše je v pořádku.",
  "doctor.problems":
    "{count, plural, one {# problém} few {# problémy} many {# problému} other {# problémů}}.",
  "doctor.check.configuration": "nastavení",
  "doctor.check.time": "čas",
  "doctor.check.database": "databáze",
  "doctor.check.privileges": "oprávnění",
  "doctor.check.schema": "schéma",
  "doctor.check.server": "server",
  "doctor.check.profiles": "profily",
  "doctor.check.ratings": "hodnocení",
  "doctor.check.sessions": "sezení",
  "doctor.check.redis": "redis",
  "doctor.check.language": "jazyk",

  "doctor.configuration.cure":
    "Všechna nastavení vypíše `pomodoro-ml --help`; hodnoty se berou z prostředí a ze souboru .env.",
  "doctor.configuration.defaults": "vše je výchozí",
  "doctor.configuration.problem": "{name}: {problem}",
  "doctor.configuration.set": "čitelné; nastaveno: {names}",
  "doctor.time.guess":
    "v pásmu {zone} je {now}, jak říká tento počítač; pokud žijete jinde, nastavte TIMEZONE: dny začínají půlnocí v tomto pásmu",
  "doctor.time.impossible": "v pásmu {zone} je {now}, což není možné",
  "doctor.time.impossible.cure": "Nařiďte hodiny počítače, nejlépe pomocí NTP.",
  "doctor.time.now": "v pásmu {zone} je {now}",
  "doctor.time.other_zone":
    "{user}: nejnovější sezení (celkem {sessions}) končí {hours} h {side, select, after {poté, co byla uložena} other {předtím, než byla uložena}}: jsou zapsána podle hodin jiného pásma než {zone}",
  "doctor.time.other_zone.cure":
    "{known, select, no {Nastavte TIMEZONE na pásmo programu, který je zapisuje.} other {Nastavte TIMEZONE={written}, nebo pásmo programu, který je zapisuje, pokud je to jiné se stejnými hodinami.}} Pokud je {zone} správně: nastavte pásmo v tom programu a co už zapsal, opravte příkazem `pomodoro-ml shift-times --from {written} --to {zone} --dry-run`.",
  "doctor.database.absent": "{path} ještě neexistuje; vytvoří se při prvním startu",
  "doctor.database.answers": "{database} odpovídá",
  "doctor.database.cure": "Opravte DATABASE_URL, nebo to, kam ukazuje.",
  "doctor.database.file_cure": "Dovolte tomuto uživateli soubor číst a zapisovat.",
  "doctor.database.memory": "v paměti: po ukončení služby zmizí",
  "doctor.database.other": "{path}: {reason}",
  "doctor.language.web_app":
    "je to databáze webové aplikace, která je česky, a LOCALE není nastaveno: texty jsou anglicky; nastavte LOCALE=cs, nebo LOCALE=en, chcete-li angličtinu",
  "doctor.privileges.create":
    "{role} nesmí ve schématu {schema} vytvářet tabulky, což migrace potřebují",
  "doctor.privileges.create.cure":
    "Jako vlastník databáze: grant create on schema {schema} to {role};",
  "doctor.privileges.schema": "{role} nesmí používat žádné schéma této databáze",
  "doctor.privileges.schema.cure":
    "Jako vlastník databáze: grant usage, create on schema public to {role};",
  "doctor.privileges.table": "{role} nemá k tabulce {name} oprávnění {rights}",
  "doctor.privileges.table.cure": "Jako vlastník tabulky: grant {rights} on {name} to {role};",
  "doctor.schema.changed": "změněno až po použití: {names}",
  "doctor.schema.changed.cure": "Vraťte tyto soubory z migrations/ do vydané podoby.",
  "doctor.schema.current": "aktuální (počet kroků: {steps})",
  "doctor.schema.missing": "chybí: {names}",
  "doctor.schema.missing.cure": "Spusťte `pomodoro-ml migrate`; server to při startu udělá také.",
  "doctor.schema.newer": "databázi už používala novější verze: {names}",
  "doctor.server.none": "na tomto souboru žádný server neběží",
  "doctor.server.never": "tento soubor ještě žádný server nepoužil",
  "doctor.server.running": "na tomto souboru běží proces {pid} na adrese {address}",
  "doctor.server.starting": "na tomto souboru právě startuje server",
  "doctor.server.unwritable.cure": "Dovolte tomuto uživateli zapisovat vedle souboru databáze.",
  "doctor.profiles.future": "{user} má sezení v budoucnosti, až do {day}",
  "doctor.profiles.future.cure":
    "Zkontrolujte hodiny počítače a TIMEZONE; sezení se špatným datem lze změnit nebo smazat.",
  "doctor.profiles.none": "zatím žádná sezení; zkuste `pomodoro-ml demo`",
  "doctor.profiles.stored":
    "{user}: sezení {sessions}; {state, select, none {profil není uložen: příští odpověď jednou projde všechno} current {profil je uložen do {day} a od té doby se nic nezměnilo} other {profil je uložen do {day} a od té doby se něco změnilo}}",
  "doctor.ratings.old_scale":
    "{user}: všechna hodnocení (celkem {count}) jsou od 1 do 5, naše stupnice je 0 až 100",
  "doctor.ratings.old_scale.cure":
    "Spusťte `pomodoro-ml convert-ratings --before DATUM`, kde DATUM je první den s hodnocením na nové stupnici.",
  "doctor.sessions.lone": "{user}: jedno sezení je ze dne {day}, počet let před dalším: {years}",
  "doctor.sessions.lone.cure": "Změňte ho, nebo smažte: DELETE /api/sessions/{id}.",
  "doctor.redis.absent": "není nastaven; odpovědi si uchovává každý proces sám",
  "doctor.redis.answers": "{place} odpovídá",
  "doctor.redis.cure":
    "Spusťte tam Redis, opravte REDIS_URL, nebo ho odeberte: služba funguje i bez něj.",
  "doctor.redis.trouble": "{place}: {reason}",

  "db.damaged":
    "Databáze {path} {what, select, empty_log {je prázdná, ale její write-ahead log existuje} empty_before {je prázdná, ale dřív obsahovala data} missing_log {chybí, ale její write-ahead log existuje} no_sqlite {začíná něčím, co není databáze SQLite} cut_off {je uříznutá: má {bytes} bajtů, podle hlavičky jich má být {expected}} page_size {leží vedle write-ahead logu se stránkami jiné velikosti} exchanged {byla vyměněna a vedle ní zůstal write-ahead log jiného souboru} written_later {byla změněna něčím jiným až po write-ahead logu, který je vedle ní} other_database {leží vedle write-ahead logu jiné databáze} other_state {leží vedle write-ahead logu jiného svého stavu, například pozdějšího než záloha} gone {za běhu služby zmizela} replaced {byla za běhu služby nahrazena jiným souborem} log_lost {za běhu služby přišla o write-ahead log} pages {je poškozená: {reason}} other {je poškozená ({reason})}}.",
  "db.cure":
    "{kind, select, foreign_log {Pokud jste obnovovali zálohu: zastavte službu, odstraňte vedlejší soubory končící na -wal a -shm a spusťte ji znovu. Nic se do souboru nepřehrálo.} exchanged {Vraťte soubor zpět, nebo službu spusťte znovu; co zapsala naposledy, je v původním souboru.} other {Zastavte službu a obnovte zálohu, nebo zachraňte, co lze přečíst: víc řekne `pomodoro-ml doctor`, postup je v docs/operations.md.}}",
  "db.busy": "Jiný proces drží databázi zamčenou už {ms} ms.",
  "db.slow_disk": "Disk zapsaná data neuložil ani za {ms} ms.",
  "db.sync_failed":
    "Disk zapsaná data neuložil a ohlásil chybu. Dokud se služba znovu nespustí, nic dalšího se nezapíše.",
  "db.file_trouble":
    "{code, select, 8 {Soubor databáze je pro tohoto uživatele jen ke čtení.} 10 {Soubor databáze nelze číst ani zapisovat.} other {Soubor databáze už nelze otevřít.}}",
  "db.full":
    "Na disku s databází už není místo. Nic z toho se neuložilo; uvolněte místo a zkuste to znovu.",
  "db.in_use":
    "Soubor {path} používá {known, select, no {jiný server, který právě startuje} other {server s číslem procesu {pid} na adrese {address}}}. Nejdřív ho zastavte, nebo tomuto nastavte jinou DATABASE_URL. Příkazy jako import a export mohou běžet vedle serveru.",
  "db.lock_unwritable": "Soubor zámku {path} nelze zapsat: {reason}.",
  "db.migration_changed":
    "Migrace {name} byla změněna až poté, co byla na tuto databázi použita. Vraťte soubor do původní podoby a změnu napište jako novou migraci.",
  "db.migration_failed": "Migrace {name} selhala: {reason}",
  "db.migration_locked":
    "Jiný proces tuto databázi migruje už {ms} ms. Kdo drží zámek {lock}, ukáže pg_locks.",
  "db.migration_waited":
    "Migrace {name} čekala {ms} ms na tabulku, kterou drží jiná transakce. Ukončete ji (viz pg_stat_activity) a začněte znovu.",
  "db.locked": "Jiný program drží řádky databáze zamčené příliš dlouho.",
  "db.no_connection": "Do {ms} ms se neuvolnilo žádné spojení s databází (celkem jich je {size}).",
  "db.no_folder":
    "Složku databáze {path} nelze vytvořit: chybí oprávnění. Zvolte v DATABASE_URL jinou cestu.",
  "db.no_sqlite": "{path} není databáze SQLite (nebo je zašifrovaná). Nic se v ní nezměnilo.",
  "db.other_program":
    "{path} je databáze jiného programu: {count, plural, one {má tabulku} few {má tabulky} many {má tabulky} other {má tabulky}} {tables}. Nic se v ní nezměnilo. Zvolte v DATABASE_URL jinou cestu.",
  "db.path_is_file": "Databázi {path} nelze vytvořit: část cesty je soubor, ne složka.",
  "db.postgres_unopened":
    "Databázi {url} nelze otevřít: {reason}. Zkontrolujte DATABASE_URL a zda server běží a tohoto uživatele pustí.",
  "db.read_only": "Databáze teď nepřijímá zápisy.",
  "db.sqlite_unopened":
    "Databázi {path} nelze otevřít: {reason}. Zkontrolujte, že cesta vede k souboru, do kterého tento uživatel smí zapisovat.",
  "db.not_asked": "Databáze před chvílí neodpověděla a znovu dotázána nebyla.",
  "db.too_slow": "Databáze neodpověděla včas.",
  "db.unknown_url":
    "DATABASE_URL není ani file:CESTA (SQLite, bez parametrů), ani postgresql://… (PostgreSQL).",
  "db.unreachable": "S databází se nelze spojit: {reason}",
};

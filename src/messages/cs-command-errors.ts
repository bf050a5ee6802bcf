import type { enCommandErrors } from "./en-command-errors.ts";

/** České texty o tom, co je špatně v příkazu, v souboru, který uvádí, nebo v nastavení. Součást `cs.ts`. */
export const csCommandErrors: Readonly<Record<keyof typeof enCommandErrors, string>> = {
  "command.address": "U {option} uveďte adresu, například http://127.0.0.1:5002",
  "command.absences": "U --absences uveďte dny, například 2026-07-01..2026-07-14, oddělené čárkami",
  "command.date": "U --{option} uveďte datum ve tvaru RRRR-MM-DD",
  "command.date_exists": "U --{option} uveďte existující datum ve tvaru RRRR-MM-DD",
  "command.days_off": "U --days-off uveďte dny od 1 (pondělí) do 7, oddělené čárkami",
  "command.day_start_hour": "U --day-start-hour uveďte celou hodinu od 0 do {limit}",
  "command.import_id": "{given} není id importu",
  "command.in_file": "{path}: {reason}",
  "command.length": "U volby --{option} uveďte dobu, například 30m, 24h nebo 90d",
  "command.missing_option": "Chybí povinná volba --{name}",
  "command.map_column": "U volby --map {field}= uveďte název sloupce",
  "command.map_field": "U volby --map uveďte POLE=SLOUPEC s jedním z polí {fields}",
  "command.map_twice": "Volba --map uvádí {field} dvakrát",
  "command.missing_positional":
    "Chybí povinný argument {name, select, FILE {SOUBOR} KEY {KLÍČ} other {{name}}}",
  "command.name_one": "Uveďte příkaz: {commands}",
  "command.needs_value": "U volby --{option} chybí hodnota",
  "command.not_for_proxy": "Volba --{option} k parity proxy nepatří",
  "command.nothing_to_set": "Uveďte, co nastavit, například --timezone Europe/Prague",
  "command.one_of": "Volba --{option} nemůže být {value}. Musí být jedna z hodnot: {allowed}.",
  "command.only_for_proxy": "Volba --{option} patří jen k parity proxy",
  "command.port": "U --port uveďte celé číslo od 0 do 65535",
  "command.report_name": "U --report uveďte název, který končí na .json, .md nebo .html",
  "command.category_colours":
    "U --category-colours uveďte dvojice KATEGORIE=BARVA oddělené čárkami, například Psaní=blue; barvy jsou {colours}",
  "command.presets":
    "U --presets uveďte ID=PRÁCE/PAUZA nebo ID=PRÁCE/PAUZA=NÁZEV v minutách, například 25/5=25/5,long=50/10=Dlouhé",
  "command.scopes": "U volby --scopes uveďte {scopes}, oddělené čárkami",
  "command.seconds": "U {option} uveďte počet sekund, nejvýše {most}",
  "command.seed": "U --seed uveďte celé číslo",
  "command.setting": "Nastavení {name} neexistuje; k dispozici jsou {members}",
  "command.system": "{reason}",
  "command.tolerance": '{path}: údaj {field} musí mít tvar "route.field" a hodnotu aspoň 0.',
  "command.unexpected_argument": "Argument {argument} je navíc",
  "command.unexpected_failure": "neočekávaná chyba, oznamte ji prosím:",
  "command.unknown_command": "Příkaz {command} neexistuje",
  "command.unknown_command_near": "Příkaz {command} neexistuje; mysleli jste {meant}?",
  "command.unknown_option": "Volba {option} neexistuje",
  "command.unreadable":
    "Soubor {path} nelze načíst: {reason, select, ENOENT {neexistuje} EACCES {chybí oprávnění ke čtení} EISDIR {je to složka} other {{reason}}}.",
  "command.untimed": "Volba --untimed uvádí {file}, ale mezi soubory ten není",
  "command.unwritable": "Soubor {path} nelze zapsat: {reason}.",
  "command.whole_number": "U --{option} uveďte celé číslo od 0 do {most}",
  "command.working_hours": "U --working-hours uveďte rozmezí časů, například 09:00-17:00",
  "command.zone": "U --{option} uveďte časové pásmo IANA, například Europe/Prague, ne {name}",

  "listen.in_use":
    "Adresa {address} je obsazená. Ukončete to, co na ní běží, nebo zvolte jiný PORT (s PORT=0 se vezme některý volný).",
  "listen.no_address": "Adresa {address} k tomuto počítači nepatří. Zkontrolujte HOST.",
  "listen.not_allowed":
    "Na adrese {address} tento uživatel nesmí přijímat spojení. Zvolte PORT vyšší než 1023.",
  "listen.unresolved": "Název v HOST se nedaří přeložit na adresu. Zkontrolujte HOST.",

  "history.century": "{file}: mezi prvním a posledním datem je víc než století",
  "history.no_column": '{file}: chybí sloupec "start"',
  "history.no_session": "{file}: nešlo načíst žádné sezení",

  "recording.no_har": "Soubor {path} není ve formátu HAR.",
  "recording.no_request": "V souboru {path} není žádný dotaz na starou službu.",

  "config.unusable": "Toto nastavení nelze použít:",
  "config.both": "nastavte buď toto, nebo {other}, ne obojí",
  "config.database_parameters": "cesta s file: nepřijímá parametry za otazníkem",
  "config.database_url":
    "očekává se file:CESTA, nebo postgresql://UŽIVATEL:HESLO@POČÍTAČ:PORT/NÁZEV",
  "config.dollars": "očekává se částka v dolarech od 0 do {most}",
  "config.empty_file": "soubor, který uvádí, je prázdný",
  "config.flag": "očekává se true nebo false",
  "config.found": "{problem}, zadáno je {text}",
  "config.headers": "očekávají se hlavičky, například api-key=secret",
  "config.headers_encoding": "hodnoty hlaviček musejí být v procentovém kódování",
  "config.hosts":
    "očekávají se názvy počítačů bez portů, například pomodoro.example.org, oddělené čárkami",
  "config.integer": "očekává se celé číslo od {least} do {most}",
  "config.methods": "očekává se none, keys, jwt nebo keys,jwt",
  "config.no_token_key": "bez {secret} nebo {url} nelze tokeny ověřit",
  "config.one_of": "očekává se jedna z hodnot {names}",
  "config.open_network":
    "na tuto adresu by dosáhly jiné počítače a kdokoli by odtamtud mohl vše číst i smazat; nastavte {auth}=keys, nebo {allow}=true, pokud službu chrání něco jiného",
  "config.origins":
    "očekávají se zdroje jako https://example.org, bez cesty a oddělené čárkami, nebo *",
  "config.prices": "očekávají se ceny jako gpt-4o-mini=0.15/0.60, oddělené čárkami",
  "config.rate":
    "očekává se počet za dobu, například 600/min, s jednotkou s, min nebo h a číslem od 1 do {most}, nebo off",
  "config.seconds": "očekává se počet sekund větší než 0, nejvýše {most}",
  "config.secret": "očekává se text o délce aspoň {bytes} bajtů",
  "config.share": "očekává se číslo od 0 do 1",
  "config.shared_memory": "více procesů nemůže sdílet databázi v paměti; nastavte 1",
  "config.unknown": "takové nastavení neexistuje",
  "config.unknown_near": "takové nastavení neexistuje; mysleli jste {meant}?",
  "config.unreadable_env": "nelze načíst ({code})",
  "config.unreadable_file": "soubor, který uvádí, nelze načíst ({code})",
  "config.url":
    "očekává se URL začínající na {one}{two, select, none {} other { nebo {two}}}{three, select, none {} other { nebo {three}}}{four, select, none {} other { nebo {four}}}",
  "config.zone": "očekává se název časového pásma IANA, například Europe/Prague nebo UTC",
  "config.zone_unknown": "pásmo počítače není známé; nastavte název IANA nebo UTC",
};

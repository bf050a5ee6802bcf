import type { enTransfer } from "./en-transfer.ts";

/** České texty o souborech, které se importují a exportují. */
export const csTransfer: Readonly<Record<keyof typeof enTransfer, string>> = {
  "cli.import.group":
    "{rows, plural, one {# řádek} few {# řádky} many {# řádku} other {# řádků}}{field, select, none {} other {, {field}}}: {text} ({unit, select, row {záznamy} other {řádky}} {lines})",
  "cli.import.empty": "  Není v něm nic, co by mohlo být sezením.",
  "cli.import.unreadable": "{file} nelze načíst; nic z něj se neimportovalo.",
  "cli.import.interrupted":
    "Přerušeno: {imported, plural, one {uložen je # řádek} few {uloženy jsou # řádky} many {uloženo je # řádku} other {uloženo je # řádků}}. Spusťte import znovu a přidá se jen to, co chybí.",
  "cli.import.checkins":
    "  Záznamy o pohodě: {imported, plural, one {# nový} few {# nové} many {# nového} other {# nových}}, {unchanged, plural, one {# už uložený} few {# už uložené} many {# už uloženého} other {# už uložených}}, {conflicts, plural, one {# ponechaný beze změny} few {# ponechané beze změny} many {# ponechaného beze změny} other {# ponechaných beze změny}}, {rejected, plural, one {# odmítnutý} few {# odmítnuté} many {# odmítnutého} other {# odmítnutých}}.",
  "cli.import.settings":
    "  Nastavení: {imported, plural, one {# převzaté} few {# převzatá} many {# převzatého} other {# převzatých}}, {unchanged, plural, one {# shodné} few {# shodná} many {# shodného} other {# shodných}}, {conflicts, plural, one {# ponechané beze změny} few {# ponechaná beze změny} many {# ponechaného beze změny} other {# ponechaných beze změny}}, {rejected, plural, one {# odmítnuté} few {# odmítnutá} many {# odmítnutého} other {# odmítnutých}}. Vrácením importu se nezmění.",
  "cli.import.undo_hint": "Vzít zpět: pomodoro-ml undo {id}",
  "cli.preview.summary":
    "{file}, přečteno jako {format}: {rows, plural, one {# řádek} few {# řádky} many {# řádku} other {# řádků}}: {imported, plural, one {# nový} few {# nové} many {# nového} other {# nových}}, {unchanged, plural, one {# už uložený} few {# už uložené} many {# už uloženého} other {# už uložených}}, {conflicts, plural, one {# uložený s jiným obsahem} few {# uložené s jiným obsahem} many {# uloženého s jiným obsahem} other {# uložených s jiným obsahem}}, {rejected, plural, one {# odmítnutý} few {# odmítnuté} many {# odmítnutého} other {# odmítnutých}}. Nic se neuložilo.",
  "cli.preview.zone": "  Časy bez pásma se čtou v pásmu {zone}.",
  "cli.preview.session": "  {start}  {minutes, number} min  {what}",
  "cli.preview.more":
    "  … a {count, plural, one {# další} few {# další} many {# dalšího} other {# dalších}}.",
  "cli.preview.overlap":
    "  {sessions, plural, one {# nové sezení se překrývá} few {# nová sezení se překrývají} many {# nového sezení se překrývá} other {# nových sezení se překrývá}} s uloženými, celkem o {minutes, plural, one {# minutu} few {# minuty} many {# minuty} other {# minut}}: nezaznamenaly tutéž práci dva programy?",
  "cli.import.mapping":
    "  {from, select, remembered {Sloupce, jak jste je pro tuto hlavičku uvedli dříve} given {Sloupce, zapamatované pro soubory s touto hlavičkou} other {Sloupce}}: {columns}.",
  "field.column_unknown": "Hlavička nemá sloupec {column}; má tyto: {known}.",
  "field.columns_present":
    'Sloupce jsou: {known}. Je-li soubor z programu, který neznáme, uveďte, co který znamená, například --map start="Start Time" (přes HTTP: map.start).',
  "cli.imports.none": "Zatím se nic neimportovalo.",
  "cli.imports.line":
    "{id}  {started_at}  {format}{file_name, select, none {} other { {file_name}}}: {imported, plural, one {přidáno # sezení} few {přidána # sezení} many {přidáno # sezení} other {přidáno # sezení}}{checkins, plural, =0 {} one { a # záznam o pohodě} few { a # záznamy o pohodě} many { a # záznamu o pohodě} other { a # záznamů o pohodě}}{state, select, interrupted {, přerušeno} undone {, vzato zpět} other {}}",
  "cli.imports.undone":
    "{removed, plural, =0 {Žádné sezení nebylo odebráno} one {Odebráno # sezení} few {Odebrána # sezení} many {Odebráno # sezení} other {Odebráno # sezení}}{kept, plural, =0 {} one {; # mezitím změněné zůstává} few {; # mezitím změněná zůstávají} many {; # mezitím změněného zůstává} other {; # mezitím změněných zůstává}}.",
  "cli.imports.undone_checkins":
    "{removed, plural, =0 {Žádný záznam o pohodě nebyl odebrán} one {Odebrán # záznam o pohodě} few {Odebrány # záznamy o pohodě} many {Odebráno # záznamu o pohodě} other {Odebráno # záznamů o pohodě}}{kept, plural, =0 {} one {; # mezitím změněný zůstává} few {; # mezitím změněné zůstávají} many {; # mezitím změněného zůstává} other {; # mezitím změněných zůstává}}.",
  "error.import_not_found.title": "Takový import neexistuje",
  "error.import_not_found.detail": "Import s id {id}, který by něco uložil, neexistuje.",
  "cli.import.ask_zone": "V souboru {file} jsou časy bez pásma. V jakém pásmu byly zapsány?",
  "cli.import.group_whole": "{text} ({unit, select, row {záznamy} other {řádky}} {lines})",
  "error.import_nothing.title": "Nic se neimportovalo",
  "error.import_nothing.detail":
    "{rows, plural, =0 {Soubor nemá žádné řádky} one {Jediný řádek byl odmítnut} few {Všechny # řádky byly odmítnuty} many {Všech # řádku bylo odmítnuto} other {Všech # řádků bylo odmítnuto}}; nic se neimportovalo.",
  "field.disagreement":
    "Délka a konec si odporují: {minutes, number} min se nevejde do {span, number} min od začátku do konce.",
  "field.half_match":
    "Soubor má začátek a délku, ale i sloupce jiného programu ({columns}), které by se vynechaly. Uveďte, co znamenají, pomocí --map category=… (přes HTTP: map.category), nebo je odeberte.",
  "field.totals_only":
    "Je to export z programu {program} se součty, ne se sezeními: nic v něm neříká, kdy práce probíhala.",
  "field.other_export":
    "V tomto exportu z programu {program} nejsou sezení, která by šla přečíst. Vyexportujte z něj historii jako {instead} a importujte ji.",
  "field.spreadsheet":
    "Je to sešit ({kind}). Uložte jeho list v tabulkovém programu jako CSV a importujte ten.",
  "field.markup":
    "Je to stránka nebo dokument v {kind}. Vyexportujte historii jako CSV nebo JSON a importujte ji.",
  "field.empty_list": "Je to prázdný seznam.",
  "field.other_format": "Nemá sloupce formátu {format}.",
  "field.running": "Nemá konec: měření ještě běželo.",
  "field.zero_length": "Nemá žádnou délku.",
  "field.no_clock_time": "Nemá čas začátku.",
  "field.project_unnamed":
    "V souboru jsou místo názvů projektů jen jejich čísla: {rows, plural, one {# sezení dostane} few {# sezení dostanou} many {# sezení dostane} other {# sezení dostane}} kategorii Other. Názvy mívá export téhož programu do CSV.",
  "field.lone_session":
    "Je o {years, plural, one {# rok} few {# roky} many {# roku} other {# let}} dřív než všechna ostatní sezení v souboru; taková data zapisují vadné exporty.",
  "field.name_characters": "Nesmí obsahovat znaky < a > ani řídicí znaky.",
  "field.binary": "Je to soubor {kind}, ne text.",
  "field.encoding_broken": "Začíná jako {encoding}, ale není v něm platný.",
  "field.encoding_named":
    "Není v UTF-8, nejspíš v {likely}. Uložte soubor v UTF-8 a importujte ho znovu.",
  "field.encoding_line":
    "Od řádku {line, number} není v UTF-8, nejspíš je v kódování {likely}. Uložte soubor v UTF-8 a importujte ho znovu.",
  "field.nul_bytes": "Začíná bajty NUL: není to text, nebo je soubor poškozený.",
  "field.header_data":
    "První řádek má pojmenovat sloupce, ale jsou v něm data ({value}). Přidejte hlavičku nebo soubor uložte s běžnými konci řádků.",
  "field.no_such_day": "V pásmu {zone} tento den neexistoval: hodiny ho přeskočily.",
  "field.break": "Je to přestávka.",
  "field.cancelled": "Bylo zrušeno.",
  "field.commented_out": "Je v komentáři.",
  "field.all_day": "Trvá celý den: nemá čas začátku ani konce.",
  "field.date_order":
    "Lze číst se dnem i s měsícem na prvním místě a žádný řádek souboru to nerozhodne. Uveďte --date-order day-first nebo month-first (přes HTTP: date_order).",
  "field.deleted": "Bylo smazáno.",
  "field.excluded_date": "Je den, který je z opakování vyňat.",
  "field.not_yet": "Ještě neproběhlo.",
  "field.planned": "Bylo v plánu; zda k tomu došlo, soubor neříká.",
  "field.presence": "Říká, že u počítače někdo byl, ne na čem pracoval.",
  "field.superseded": "Je to starší stav záznamu, který pak pokračoval.",
  "field.too_many_occurrences": "Opakuje se příliš často na to, aby šlo o sezení.",
  "field.too_short": "Je kratší než minuta.",
  "field.total": "Je to součet, ne sezení.",
  "field.unknown_zone": "Je v časovém pásmu, které neznáme.",
  "field.wrong_shape": "Nevypadá jako ostatní záznamy tohoto programu.",
  "field.unknown_json":
    "Je to JSON od programu, který neznáme. Použijte CSV nebo jeden objekt na řádek (NDJSON).",
  "field.json_from":
    "Od řádku {line, number}, sloupce {column, number} už není platný JSON; co následuje, nebylo přečteno.",
  "field.damaged_from": "Je poškozený: odtud dál nebylo nic přečteno.",
  "field.damaged_database": "Je to soubor SQLite, který nelze přečíst: je poškozený nebo neúplný.",
  "field.unknown_database": "Je to databáze SQLite od programu, který neznáme.",
  "field.damaged_zip": "Je to archiv ZIP, který nelze přečíst: je poškozený nebo neúplný.",
  "field.file_bytes": "Je větší než {megabytes, number} MiB, což je mez pro soubory tohoto druhu.",
  "field.not_zip": "Není archiv ZIP.",
  "field.zip_empty": "Je to archiv ZIP bez souborů.",
  "field.zip_nothing": "Je to archiv ZIP bez souboru ve známém formátu; je v něm: {members}.",
  "field.zip_nested":
    "Obsahuje další archiv ZIP, {member}, a ten se neotvírá. Rozbalte ho a importujte, co je v něm.",
  "field.zip_members": "Je to archiv ZIP, který má více souborů než {limit, number}.",
  "field.zip_ratio":
    "Je to archiv ZIP, v němž by se {member} rozbalil na více než {limit, number}násobek své velikosti.",
  "field.zip_unpacked":
    "Je to archiv ZIP, který by se rozbalil na více než {megabytes, number} MiB.",
  "field.member_unknown": "Není v žádném známém formátu a nebyl přečten.",
  "field.member_encrypted": "Je zašifrovaný a nebyl přečten.",
  "field.member_compression": "Je zkomprimovaný neznámým způsobem a nebyl přečten.",
  "field.member_damaged": "Je poškozený a nebyl přečten.",
  "calendar.name": "Sezení",
  "calendar.done": "Soustředění: {what}",
  "calendar.planned": "Plán: {preset}",
  "field.key_scope": "Do adresy patří jen klíč, který smí pouze číst.",
  "import.field.category": "kategorie",
  "import.field.duration_minutes": "délka",
  "import.field.end": "konec",
  "import.field.header": "hlavička",
  "import.field.notes": "poznámky",
  "import.field.preset": "předvolba",
  "import.field.rating": "hodnocení",
  "import.field.start": "začátek",
  "import.field.task": "úkol",
  "import.zone.cli":
    "{rows, plural, one {# řádek má čas} few {# řádky mají časy} many {# řádku má časy} other {# řádků má časy}} bez pásma; spusťte import znovu s `--timezone {zone}`, to je nastavené pásmo",
  "import.zone.http":
    "{rows, plural, one {# řádek má čas} few {# řádky mají časy} many {# řádku má časy} other {# řádků má časy}} bez pásma; pošlete soubor znovu s `?timezone={zone}`, to je nastavené pásmo",
};

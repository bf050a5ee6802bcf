import { csAi } from "./cs-ai.ts";
import { csAiOperations } from "./cs-ai-operations.ts";
import { csAnswers } from "./cs-answers.ts";
import { csBacktest } from "./cs-backtest.ts";
import { csBackup } from "./cs-backup.ts";
import { csCli } from "./cs-cli.ts";
import { csCommandErrors } from "./cs-command-errors.ts";
import { csCurrentSession } from "./cs-current-session.ts";
import { csDoctor } from "./cs-doctor.ts";
import { csForms } from "./cs-forms.ts";
import { csHelp } from "./cs-help.ts";
import { csIdentity } from "./cs-identity.ts";
import { csImportPage } from "./cs-import-page.ts";
import { csInsights } from "./cs-insights.ts";
import { csModels } from "./cs-models.ts";
import { csParity } from "./cs-parity.ts";
import { csPersonalData } from "./cs-personal-data.ts";
import { csProtection } from "./cs-protection.ts";
import { csShown } from "./cs-shown.ts";
import { csSignals } from "./cs-signals.ts";
import { csTrackRecord } from "./cs-track-record.ts";
import { csTransfer } from "./cs-transfer.ts";
import { csUi } from "./cs-ui.ts";
import type { MessageKey } from "./en.ts";

/** Czech texts. Numerals need the plural forms one, few, many (fractions) and other. */
export const cs: Readonly<Record<MessageKey, string>> = {
  ...csAiOperations,
  ...csAi,
  ...csAnswers,
  ...csCli,
  ...csIdentity,
  ...csImportPage,
  ...csInsights,
  ...csModels,
  ...csParity,
  ...csPersonalData,
  ...csProtection,
  ...csShown,
  ...csSignals,
  ...csTransfer,
  ...csBackup,
  ...csBacktest,
  ...csCommandErrors,
  ...csCurrentSession,
  ...csDoctor,
  ...csForms,
  ...csHelp,
  ...csTrackRecord,
  ...csUi,
  "cache.invalidated":
    "{count, plural, =0 {Nic nebylo uloženo.} one {Byla smazána # uložená odpověď.} few {Byly smazány # uložené odpovědi.} many {Bylo smazáno # uložené odpovědi.} other {Bylo smazáno # uložených odpovědí.}}",

  // Chyby: co se nepodařilo jako celek.
  "error.bad_request.title": "Nesrozumitelný požadavek",
  "error.bad_request.detail": "Požadavek není platné HTTP nebo v něm chybí povinná hlavička.",
  "error.body_missing.title": "Chybí tělo požadavku",
  "error.body_missing.detail": "Tento požadavek potřebuje tělo ve formátu JSON.",
  "error.database_damaged.title": "Databáze je poškozená",
  "error.database_damaged.detail":
    "Soubor databáze je poškozený, nebo to není ten, který služba otevřela. Nic nebylo uloženo. Příčinu a nápravu zjistí správce služby příkazem `pomodoro-ml doctor`.",
  "error.database_unavailable.title": "Databáze není dostupná",
  "error.database_unavailable.detail":
    "Databáze právě neodpovídá. Zkuste to za chvíli znovu; se stejným Idempotency-Key se nic neuloží dvakrát.",
  "error.headers_too_large.title": "Příliš velké hlavičky",
  "error.headers_too_large.detail":
    "Hlavičky požadavku dohromady přesahují 16 KiB, nebo jich je víc než 100.",
  "error.idempotency_key_reused.title": "Klíč už byl použit",
  "error.idempotency_key_reused.detail":
    "Tento Idempotency-Key byl během posledních 24 hodin použit pro jiné tělo. Pro nový požadavek použijte nový klíč.",
  "error.import_interrupted.title": "Import přerušen",
  "error.import_interrupted.detail":
    "Databáze přestala během importu odpovídat; {imported, plural, one {uložen je # řádek} few {uloženy jsou # řádky} many {uloženo je # řádku} other {uloženo je # řádků}}. Pošlete soubor znovu: přidá se jen to, co chybí.",
  "error.import_media_type.title": "Tento formát nelze importovat",
  "error.import_media_type.detail":
    "Pošlete soubor bez Content-Encoding: tabulku jako text/csv, jeden objekt JSON na řádek jako application/x-ndjson, jiný soubor jako application/octet-stream.",
  "error.import_unreadable.title": "Soubor nelze načíst",
  "error.import_unreadable.detail": "Soubor nelze načíst; nic z něj se neimportovalo.",
  "error.internal_error.title": "Vnitřní chyba",
  "error.internal_error.detail":
    "Něco selhalo na naší straně. Příčina je v záznamech pod id požadavku.",
  "error.malformed_json.title": "Neplatný JSON",
  "error.malformed_json.detail": "Tělo není platný JSON v kódování UTF-8.",
  "error.malformed_url.title": "Neplatná adresa",
  "error.malformed_url.detail": "Cesta obsahuje znak procenta, kterým nezačíná platný kód.",
  "error.method_not_allowed.title": "Nepovolená metoda",
  "error.method_not_allowed.detail": "Tato adresa přijímá: {allowed}.",
  "error.model_not_found.title": "Model neexistuje",
  "error.model_not_found.detail": "Model {name} neexistuje; všechny vypíše /api/models.",
  "error.not_found.title": "Nenalezeno",
  "error.not_found.detail": "Na této adrese nic není.",
  "error.overloaded.title": "Služba je přetížená",
  "error.overloaded.detail":
    "Přichází víc požadavků, než kolik jich služba stihne zodpovědět. Nic se nezměnilo; zkuste to za pár sekund znovu.",
  "error.payload_too_large.title": "Příliš velké tělo",
  "error.payload_too_large.detail": "Tělo je větší, než tato adresa přijímá.",
  "error.request_timeout.title": "Příliš pomalý požadavek",
  "error.request_timeout.detail": "Požadavek nedorazil včas.",
  "error.session_conflict.title": "Toto id sezení už je použité",
  "error.session_conflict.detail": "Pod id {id} už je uloženo jiné sezení.",
  "error.session_not_found.title": "Sezení neexistuje",
  "error.session_not_found.detail": "Sezení s id {id} neexistuje.",
  "error.storage_full.title": "Úložiště je plné",
  "error.storage_full.detail":
    "Disk s databází je plný, proto se nic z tohoto neuložilo. Požádejte správce, aby uvolnil místo, a pošlete to znovu.",
  "error.unsupported_media_type.title": "Nepodporovaný formát",
  "error.unsupported_media_type.detail":
    "Pošlete tělo ve formátu, který tato adresa přijímá, a uveďte ho v Content-Type; JSON je application/json.",
  "error.url_too_long.title": "Příliš dlouhá část adresy",
  "error.url_too_long.detail": "Část cesty je delší, než může být id, datum nebo název.",
  "error.validation_failed.title": "Neplatný vstup",
  "error.validation_failed.detail":
    "{count, plural, one {Jedna hodnota není přijatelná} few {# hodnoty nejsou přijatelné} many {# hodnoty není přijatelné} other {# hodnot není přijatelných}}: {fields}.",
  "error.wellness_date_taken.title": "Datum je obsazené",
  "error.wellness_date_taken.detail":
    "Tuto databázi založila webová aplikace a drží jeden záznam na den; {date} už má záznam jiného uživatele.",
  "error.wellness_not_found.title": "Záznam neexistuje",
  "error.wellness_not_found.detail": "Pro den {date} není žádný záznam o pohodě.",

  // Hodnoty: co je špatně s jednou z nich.
  "field.allowed_values": "Musí být jedna z hodnot: {allowed}.",
  "field.cell_count":
    "Má {found, plural, one {# buňku} few {# buňky} many {# buňky} other {# buněk}}, ale hlavička jich má {expected}.",
  "field.clock": "Musí být denní čas ve tvaru HH:MM nebo HH:MM:SS.",
  "field.clock_gap": "Tento místní čas hodiny přeskočily; bere se tak, jako by se neposunuly.",
  "field.clock_overlap": "Tento místní čas ukázaly hodiny dvakrát; použil se ten dřívější.",
  "field.clock_range": "Musí být rozmezí časů ve tvaru HH:MM-HH:MM.",
  "field.column_missing": "Tento sloupec je povinný a v hlavičce chybí.",
  "field.column_repeated": "Tento sloupec je v hlavičce víckrát.",
  "field.cursor": "Není ukazatel, který tento seznam vrátil.",
  "field.date": "Musí být existující datum ve tvaru RRRR-MM-DD.",
  "field.encoding":
    "Není v UTF-8, nejspíš v {likely}. Uložte soubor v UTF-8 a importujte ho znovu.",
  "field.forbidden_name": "Tento název není dovolen.",
  "field.future": "Nesmí být víc než 24 hodin v budoucnosti.",
  "field.id_taken": "Toto id patří sezení někoho jiného.",
  "field.instant":
    "{local, select, true {Chybí časové pásmo. Uveďte posun, například 2026-03-02T09:30:00+01:00, nebo pásmo pro místní časy.} other {Musí být čas podle RFC 3339 s posunem, například 2026-03-02T09:30:00+01:00, nebo místní čas spolu s timezone.}}",
  "field.invalid": "Není platné.",
  "field.json": "Není platný JSON.",
  "field.line_length": "Je delší než 1 MiB.",
  "field.maximum": "Musí být nejvýše {limit}.",
  "field.max_items":
    "Může mít nejvýše {limit, plural, one {# položku} few {# položky} many {# položky} other {# položek}}.",
  "field.max_length":
    "Může mít nejvýše {limit, plural, one {# znak} few {# znaky} many {# znaku} other {# znaků}}.",
  "field.max_range":
    "Rozsah může mít nejvýše {limit, plural, one {# den} few {# dny} many {# dne} other {# dní}}.",
  "field.max_span":
    "Smí být nejvýše {hours, plural, one {# hodinu} few {# hodiny} many {# hodiny} other {# hodin}} po {first}.",
  "field.min_items":
    "Musí mít aspoň {limit, plural, one {# položku} few {# položky} many {# položky} other {# položek}}.",
  "field.min_length":
    "Musí mít aspoň {limit, plural, one {# znak} few {# znaky} many {# znaku} other {# znaků}}.",
  "field.min_properties":
    "Musí mít aspoň {limit, plural, one {# člen} few {# členy} many {# členu} other {# členů}}.",
  "field.minimum": "Musí být aspoň {limit}.",
  "field.more_than": "Musí být víc než {limit}.",
  "field.order": "Nesmí být dřív než {first}.",
  "field.other_user": "Uvádí jiného uživatele než toho, kdo importuje.",
  "field.pattern": "Nemá požadovaný tvar.",
  "field.preset_id":
    "Musí začínat písmenem nebo číslicí a obsahovat jen písmena, číslice, mezery a znaky . _ / + : ( ) -",
  "field.quote": "Má uvozovky, které nejsou ukončené nebo končí na nesprávném místě.",
  "field.repeated": "Je v seznamu víckrát.",
  "field.required": "Je povinné.",
  "field.required_any_metric": "Musí být uvedena aspoň jedna ze šesti odpovědí.",
  "field.required_one": "Uveďte {first} nebo {second}.",
  "field.stored_differs": "Uložené sezení se tu liší; zůstalo, jak bylo.",
  "field.text": "Nesmí obsahovat znak NUL ani neúplné náhradní páry.",
  "field.timezone": "Musí být časové pásmo IANA, například Europe/Prague.",
  "field.too_deep":
    "Je vnořené hlouběji než {limit, plural, one {# úroveň} few {# úrovně} many {# úrovně} other {# úrovní}}.",
  "field.too_far_ahead":
    "Smí být nejvýše {limit, plural, one {# den} few {# dny} many {# dne} other {# dní}} dopředu.",
  "field.type":
    "Musí být {expected, select, string {text} number {číslo} integer {celé číslo} boolean {true nebo false} array {seznam} object {objekt} null {null} other {jiného typu}}.",
  "field.unknown": "Tento člen tu není známý.",
  "field.uuid": "Musí být UUID.",
  "field.year": "Musí ležet mezi roky 1970 a 9999.",
};

/** English texts about files that are imported and exported. Merged into `en.ts`. */
export const enTransfer = {
  "cli.import.group":
    "{rows, plural, one {# row} other {# rows}}{field, select, none {} other {, {field}}}: {text} ({unit, select, row {rows} other {lines}} {lines})",
  "cli.import.empty": "  It holds nothing that could be a session.",
  "cli.import.unreadable": "{file} cannot be read; nothing of it was imported.",
  "cli.import.interrupted":
    "Interrupted: {imported, plural, one {# row is} other {# rows are}} stored. Run it again, and what is missing is added.",
  "cli.import.checkins":
    "  Check-ins: {imported, number} new, {unchanged, number} already there, {conflicts, number} kept as they were, {rejected, number} rejected.",
  "cli.import.settings":
    "  Settings: {imported, number} taken over, {unchanged, number} already so, {conflicts, number} kept as they were, {rejected, number} rejected. They stay as they are when the import is undone.",
  "cli.import.undo_hint": "Can be undone: pomodoro-ml undo {id}",
  "cli.preview.summary":
    "{file}, read as {format}: {rows, plural, one {# row} other {# rows}}: {imported, number} would be stored, {unchanged, number} already there, {conflicts, number} already there with other content, {rejected, number} rejected. Nothing was stored.",
  "cli.preview.zone": "  Times without a zone are read in {zone}.",
  "cli.preview.session": "  {start}  {minutes, number} min  {what}",
  "cli.preview.more": "  … and {count, plural, one {# more} other {# more}}.",
  "cli.preview.overlap":
    "  {sessions, plural, one {# of the new sessions overlaps} other {# of the new sessions overlap}} with stored ones, for {minutes, plural, one {# minute} other {# minutes}} in all: was this work tracked by two programs?",
  "cli.import.mapping":
    "  {from, select, remembered {Columns, as you named them for this header before} given {Columns, remembered for files with this header} other {Columns}}: {columns}.",
  "field.column_unknown": "The header has no column {column}; it has: {known}.",
  "field.columns_present":
    'The columns are: {known}. If the program is none that is known, say which of them is what, such as --map start="Start Time" (over HTTP: map.start).',
  "cli.imports.none": "Nothing was imported yet.",
  "cli.imports.line":
    "{id}  {started_at}  {format}{file_name, select, none {} other { {file_name}}}: {imported, plural, one {# session} other {# sessions}}{checkins, plural, =0 {} one {, # check-in} other {, # check-ins}} added{state, select, interrupted {, interrupted} undone {, undone} other {}}",
  "cli.imports.undone":
    "{removed, plural, =0 {No session was} one {# session was} other {# sessions were}} removed{kept, plural, =0 {} one {; # that was changed since stays} other {; # that were changed since stay}}.",
  "cli.imports.undone_checkins":
    "{removed, plural, =0 {No check-in was} one {# check-in was} other {# check-ins were}} removed{kept, plural, =0 {} one {; # that was changed since stays} other {; # that were changed since stay}}.",
  "error.import_not_found.title": "No such import",
  "error.import_not_found.detail": "There is no import with the id {id} that stored something.",
  "cli.import.ask_zone": "{file} has times without a zone. In which zone were they written?",
  "cli.import.group_whole": "{text} ({unit, select, row {rows} other {lines}} {lines})",
  "error.import_nothing.title": "Nothing imported",
  "error.import_nothing.detail":
    "{rows, plural, =0 {The file has no rows} one {The only row was rejected} other {All # rows were rejected}}; nothing was imported.",
  "field.disagreement":
    "Length and end contradict each other: {minutes, number} minutes do not fit into the {span, number} from start to end.",
  "field.half_match":
    "The file has start and length, and columns of another program ({columns}) that would be ignored. Say what they are with --map category=… (over HTTP: map.category), or remove them.",
  "field.totals_only":
    "This is an export of {program} with totals, not sessions: nothing in it says when the work was done.",
  "field.other_export":
    "This export of {program} has no sessions that could be read. Export your history from it as {instead} and import that.",
  "field.spreadsheet":
    "It is a workbook ({kind}). Save its sheet as CSV in your spreadsheet program and import that.",
  "field.markup":
    "It is a page or document in {kind}. Export your history as CSV or JSON and import that.",
  "field.empty_list": "It is an empty list.",
  "field.other_format": "Does not have the columns of {format}.",
  "field.running": "Has no end: it was still running.",
  "field.zero_length": "Has no length.",
  "field.no_clock_time": "Has no start time.",
  "field.project_unnamed":
    "The file has ids instead of names of projects: {rows, plural, one {# session gets} other {# sessions get}} the category Other. A CSV export of the program has the names.",
  "field.lone_session":
    "Is {years, plural, one {# year} other {# years}} before all other sessions of the file; broken exporters write such dates.",
  "field.name_characters": "Must not contain < or > or control characters.",
  "field.binary": "It is a {kind} file, not text.",
  "field.encoding_broken": "Begins as {encoding} and is not valid in it.",
  "field.encoding_named":
    "Is not UTF-8 but probably {likely}. Save the file as UTF-8 and import it again.",
  "field.encoding_line":
    "Is not UTF-8 from line {line, number} on but probably {likely}. Save the file as UTF-8 and import it again.",
  "field.nul_bytes": "Begins with NUL bytes: it is not a text, or it is damaged.",
  "field.header_data":
    "The first line must name the columns, and it holds data ({value}). Add a header, or save the file with ordinary line ends.",
  "field.no_such_day": "Did not exist in {zone}: the clock skipped this day.",
  "field.break": "Is a break.",
  "field.cancelled": "Was cancelled.",
  "field.commented_out": "Is commented out.",
  "field.all_day": "Goes on all day: it has no clock times.",
  "field.date_order":
    "Can be read with the day or the month first, and no row of the file shows which. Say so with --date-order day-first or month-first (over HTTP: date_order).",
  "field.deleted": "Was deleted.",
  "field.excluded_date": "Is a date that its recurrence excludes.",
  "field.not_yet": "Has not happened yet.",
  "field.planned": "Was planned; whether it was done is not said.",
  "field.presence": "Says that somebody was present, not what was worked on.",
  "field.superseded": "Is an earlier state of a longer record.",
  "field.too_many_occurrences": "Recurs too often to be sessions.",
  "field.too_short": "Is shorter than a minute.",
  "field.total": "Is a total, not a session.",
  "field.unknown_zone": "Is in an unknown time zone.",
  "field.wrong_shape": "Does not look like the other records of this program.",
  "field.unknown_json":
    "It is JSON of an unknown program. Use CSV, or one object per line (NDJSON).",
  "field.json_from":
    "Is not valid JSON from line {line, number}, column {column, number} on; what follows was not read.",
  "field.damaged_from": "Is damaged: nothing from here on was read.",
  "field.damaged_database": "It is a SQLite file that cannot be read: it is damaged or not whole.",
  "field.unknown_database": "It is the SQLite database of an unknown program.",
  "field.damaged_zip": "It is a ZIP archive that cannot be read: it is damaged or not whole.",
  "field.file_bytes":
    "It is larger than {megabytes, number} MiB, the limit for files of this kind.",
  "field.not_zip": "Is not a ZIP archive.",
  "field.zip_empty": "It is a ZIP archive without files.",
  "field.zip_nothing": "It is a ZIP archive without a file of a known format; it holds: {members}.",
  "field.zip_nested":
    "Holds another ZIP archive, {member}, which is not opened. Unpack it and import what is in it.",
  "field.zip_members": "It is a ZIP archive of more than {limit, number} files.",
  "field.zip_ratio":
    "It is a ZIP archive in which {member} would unpack to more than {limit, number} times its size.",
  "field.zip_unpacked":
    "It is a ZIP archive that would unpack to more than {megabytes, number} MiB.",
  "field.member_unknown": "Has an unknown format, and was not read.",
  "field.member_encrypted": "Is encrypted, and was not read.",
  "field.member_compression": "Is compressed by an unknown method, and was not read.",
  "field.member_damaged": "Is damaged, and was not read.",
  "calendar.name": "Focus sessions",
  "calendar.done": "Focus: {what}",
  "calendar.planned": "Planned focus: {preset}",
  "field.key_scope": "Only a read-only key may be part of an address.",
  "import.field.category": "category",
  "import.field.duration_minutes": "length",
  "import.field.end": "end",
  "import.field.header": "header",
  "import.field.notes": "notes",
  "import.field.preset": "preset",
  "import.field.rating": "rating",
  "import.field.start": "start",
  "import.field.task": "task",
  "import.zone.cli":
    "{rows, plural, one {# row has a time} other {# rows have times}} without a zone; run again with `--timezone {zone}`, the configured one",
  "import.zone.http":
    "{rows, plural, one {# row has a time} other {# rows have times}} without a zone; send the file again with `?timezone={zone}`, the configured one",
} as const;

/** English texts about files that are imported and exported. Merged into `en.ts`. */
export const enTransfer = {
  "cli.import.group": "{rows, plural, one {# row} other {# rows}}, {field}: {text} (lines {lines})",
  "cli.import.interrupted":
    "Interrupted: {imported, plural, one {# row is} other {# rows are}} stored. Run it again, and what is missing is added.",
  "cli.import.ask_zone": "{file} has times without a zone. In which zone were they written?",
  "cli.import.group_whole": "{text} (lines {lines})",
  "error.import_nothing.title": "Nothing imported",
  "error.import_nothing.detail":
    "{rows, plural, =0 {The file has no rows} one {The only row was rejected} other {All # rows were rejected}}; nothing was imported.",
  "field.disagreement":
    "The length and the end disagree: {minutes, number} minutes do not fit into the {span, number} from start to end.",
  "field.name_characters": "Must not contain < or > or control characters.",
  "field.encoding_broken": "Begins as {encoding} and is not valid in it.",
  "field.encoding_named":
    "Is not UTF-8 but probably {likely}. Save the file as UTF-8 and import it again.",
  "field.header_data":
    "The first line must name the columns, and it holds data ({value}). Add a header, or save the file with ordinary line ends.",
  "field.no_such_day": "Was not a day in {zone}: the clock was put forward past it.",
  "import.zone.cli":
    "{rows, plural, one {# row has a time} other {# rows have times}} without a zone; run again with `--timezone {zone}`, the configured one",
  "import.zone.http":
    "{rows, plural, one {# row has a time} other {# rows have times}} without a zone; send the file again with `?timezone={zone}`, the configured one",
} as const;

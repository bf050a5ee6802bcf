/** English texts of backup, restore and move. Merged into `en.ts`. */
export const enBackup = {
  "cli.backup.done":
    "{file} holds {sessions, plural, one {# session} other {# sessions}} and {wellness_checkins, plural, one {# check-in} other {# check-ins}}.",
  "cli.move.done":
    "{sessions, plural, one {# session} other {# sessions}} and {wellness_checkins, plural, one {# check-in} other {# check-ins}} are in the other database now. Set DATABASE_URL to it and start the service again; what is written until then stays behind.",
  "cli.restore.done":
    "Restored {sessions, plural, one {# session} other {# sessions}} and {wellness_checkins, plural, one {# check-in} other {# check-ins}} from {file}.",
  "cli.restore.refused":
    "{trouble, select, unknown {That file is not a backup of this service.} newer {A newer version of the service has written this backup. Restore it with that version.} cut {The backup is not whole: its end is missing.} changed {The backup was changed after it was written: its checksum does not fit.} other {The database is not empty. Restore into a new one, named by DATABASE_URL.}} Nothing was stored.",
};

/** English texts of `doctor`, and of what can be wrong with a database. Merged into `en.ts`. */
export const enDoctor = {
  "doctor.nothing_wrong": "Nothing is wrong.",
  "doctor.problems": "{count, plural, one {# problem} other {# problems}}.",
  "doctor.check.configuration": "configuration",
  "doctor.check.time": "time",
  "doctor.check.database": "database",
  "doctor.check.privileges": "privileges",
  "doctor.check.schema": "schema",
  "doctor.check.server": "server",
  "doctor.check.profiles": "profiles",
  "doctor.check.ratings": "ratings",
  "doctor.check.sessions": "sessions",
  "doctor.check.redis": "redis",
  "doctor.check.language": "language",

  "doctor.configuration.cure":
    "`pomodoro-ml --help` lists every setting; the values come from the environment and .env.",
  "doctor.configuration.defaults": "all defaults",
  "doctor.configuration.problem": "{name}: {problem}",
  "doctor.configuration.set": "readable; set: {names}",
  "doctor.time.guess":
    "it is {now} in {zone}, because the machine says so; set TIMEZONE if you live elsewhere: days begin at its midnight",
  "doctor.time.impossible": "it is {now} in {zone}, which is impossible",
  "doctor.time.impossible.cure": "Set the machine's clock, preferably with NTP.",
  "doctor.time.now": "it is {now} in {zone}",
  "doctor.time.other_zone":
    "{user}: the newest {sessions} sessions end {hours} h {side, select, after {after} other {before}} they were stored: they are written on another zone's clock than {zone}",
  "doctor.time.other_zone.cure":
    "{known, select, no {Set TIMEZONE to the zone of the program that writes them.} other {Set TIMEZONE={written}, or the zone of the program that writes them if it is another one with the same clock.}} If {zone} is right: set the zone of that program, and mend what it has written with `pomodoro-ml shift-times --from {written} --to {zone} --dry-run`.",
  "doctor.database.absent": "{path} does not exist yet; the first start creates it",
  "doctor.database.answers": "{database} answers",
  "doctor.database.cure": "Correct DATABASE_URL or what it points to.",
  "doctor.database.file_cure": "Let this user read and write the file.",
  "doctor.database.memory": "in memory: gone when the service stops",
  "doctor.database.other": "{path}: {reason}",
  "doctor.language.web_app":
    "this is the database of the web app, which is in Czech, and LOCALE is not set: texts are in English; set LOCALE=cs, or LOCALE=en if that is meant",
  "doctor.privileges.create":
    "{role} may not create tables in the schema {schema}, which migrations do",
  "doctor.privileges.create.cure":
    "As the owner of the database: grant create on schema {schema} to {role};",
  "doctor.privileges.schema": "{role} may use no schema of this database",
  "doctor.privileges.schema.cure":
    "As the owner of the database: grant usage, create on schema public to {role};",
  "doctor.privileges.table": "{role} may not {rights} on the table {name}",
  "doctor.privileges.table.cure": "As the owner of the table: grant {rights} on {name} to {role};",
  "doctor.schema.changed": "changed after they were applied: {names}",
  "doctor.schema.changed.cure": "Restore these files of migrations/ as they were released.",
  "doctor.schema.current": "up to date ({steps} steps)",
  "doctor.schema.missing": "missing: {names}",
  "doctor.schema.missing.cure": "Run `pomodoro-ml migrate`; a server does the same at its start.",
  "doctor.schema.newer": "migrated by a newer version: {names}",
  "doctor.server.none": "no server is running on this file",
  "doctor.server.never": "no server has used this file yet",
  "doctor.server.running": "process {pid} at {address} serves this file",
  "doctor.server.starting": "a server is starting on this file",
  "doctor.server.unwritable.cure": "Let this user write beside the database file.",
  "doctor.profiles.future": "{user} has sessions in the future, up to {day}",
  "doctor.profiles.future.cure":
    "Check this machine's clock and TIMEZONE; a session with a wrong date can be changed or deleted.",
  "doctor.profiles.none": "no sessions yet; try `pomodoro-ml demo`",
  "doctor.profiles.stored":
    "{user}: {sessions} sessions; {state, select, none {no stored profile: the next answer folds everything once} current {profile stored up to {day}, nothing has changed since} other {profile stored up to {day}, and something has changed since}}",
  "doctor.ratings.old_scale":
    "{user}: all {count} ratings are from 1 to 5, but the scale is 0 to 100",
  "doctor.ratings.old_scale.cure":
    "Run `pomodoro-ml convert-ratings --before DATE`, DATE being the first day with ratings of the new scale.",
  "doctor.sessions.lone": "{user}: one session on {day}, {years} years before the next",
  "doctor.sessions.lone.cure": "Change or delete it: DELETE /api/sessions/{id}.",
  "doctor.redis.absent": "not set; caches live in each process",
  "doctor.redis.answers": "{place} answers",
  "doctor.redis.cure":
    "Start Redis there, correct REDIS_URL, or unset it: the service works without.",
  "doctor.redis.trouble": "{place}: {reason}",

  "db.damaged":
    "The database {path} {what, select, empty_log {is empty, but its write-ahead log is there} empty_before {is empty, but held a database before} missing_log {is missing, but its write-ahead log is there} no_sqlite {begins with something that is no SQLite database} cut_off {is cut off: {bytes} bytes where its header says {expected}} page_size {lies beside a write-ahead log with pages of another size} exchanged {was exchanged beside the write-ahead log of another file} written_later {was written after the write-ahead log beside it, by something else} other_database {lies beside the write-ahead log of another database} other_state {lies beside the write-ahead log of another state of it, such as a later one than a backup} gone {is gone while it was served} replaced {was replaced by another file while it was served} log_lost {lost its write-ahead log while it was served} pages {is damaged: {reason}} other {is damaged ({reason})}}.",
  "db.cure":
    "{kind, select, foreign_log {If you restored a backup: stop the service, remove the files ending in -wal and -shm beside it, and start again. Nothing was replayed into it.} exchanged {Put the file back or start the service again; what it had written last is in the file that was there.} other {Stop the service and restore a backup, or save what can be read: `pomodoro-ml doctor` tells more, docs/operations.md how.}}",
  "db.busy": "Another process has kept the database locked for {ms} ms.",
  "db.slow_disk": "The disk has not confirmed what was written for {ms} ms.",
  "db.sync_failed":
    "The disk failed to store what was written. Nothing more is written until the service is restarted.",
  "db.file_trouble":
    "{code, select, 8 {The database file is read-only for this user.} 10 {The database file cannot be read or written.} other {The database file cannot be opened any more.}}",
  "db.full":
    "There is no room left on the disk of the database. Nothing of this was stored; make room and try again.",
  "db.in_use":
    "{path} is in use by {known, select, no {another server that is starting} other {the server with process id {pid} at {address}}}. Stop it first, or give this one another DATABASE_URL. Commands such as import and export may run beside a server.",
  "db.lock_unwritable": "The lock file {path} cannot be written: {reason}.",
  "db.migration_changed":
    "The migration {name} was changed after it was applied to this database. Restore the file as it was; put the change into a new migration.",
  "db.migration_failed": "The migration {name} failed: {reason}",
  "db.migration_locked":
    "Another process has been migrating this database for {ms} ms. See which one holds the advisory lock {lock} in pg_locks.",
  "db.migration_waited":
    "The migration {name} waited {ms} ms for a table that another transaction holds. End that transaction (see pg_stat_activity) and start again.",
  "db.locked": "Another program has kept rows of the database locked for too long.",
  "db.no_connection": "No database connection became free within {ms} ms (the pool has {size}).",
  "db.no_folder":
    "The folder of the database {path} cannot be created: no permission. Choose another path in DATABASE_URL.",
  "db.no_sqlite": "{path} is not a SQLite database (or is encrypted). Nothing was changed in it.",
  "db.other_program":
    "{path} is the database of another program: it has the {count, plural, one {table} other {tables}} {tables}. Nothing was changed in it. Choose another path in DATABASE_URL.",
  "db.path_is_file":
    "The database {path} cannot be created: a part of its path is a file, not a folder.",
  "db.postgres_unopened":
    "The database {url} cannot be opened: {reason}. Check DATABASE_URL and that the server is running and lets this user in.",
  "db.read_only": "The database accepts no writes at the moment.",
  "db.sqlite_unopened":
    "The database {path} cannot be opened: {reason}. Check that the path is a file that this user may write.",
  "db.not_asked": "The database did not answer just now and was not asked again.",
  "db.too_slow": "The database took too long to answer.",
  "db.unknown_url":
    "DATABASE_URL is neither file:PATH (SQLite, without parameters) nor postgresql://… (PostgreSQL).",
  "db.unreachable": "The database cannot be reached: {reason}",
} as const;

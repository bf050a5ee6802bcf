/** English texts of the command line: answers and reports. Merged into `en.ts`. */
export const enCli = {
  "cli.analyze.best_day": "Best weekday: {day}.",
  "cli.analyze.best_hours": "Best hours: {hours}.",
  "cli.analyze.category":
    "{category}: about {rating, number} of 100 ({lower, number} to {upper, number}), {sessions, plural, one {# rated session} other {# rated sessions}}",
  "cli.analyze.trend":
    "{trend, select, up {Ratings of the last seven days are higher than those of the four weeks before.} down {Ratings of the last seven days are lower than those of the four weeks before.} other {Ratings of the last seven days do not clearly differ from those of the four weeks before.}}",
  "cli.analyze.worst_hours": "Hardest hours: {hours}.",
  "cli.banner.database": "Database: {database}",
  "cli.banner.docs": "API description: {address}/docs",
  "cli.banner.listening": "Listening on {address} · stop it with Ctrl+C",
  "cli.banner.pages": "In the browser: {address}/ui",
  "cli.banner.zone": "Time zone: {zone}",
  "cli.basis":
    "Based on {sessions, plural, one {# session} other {# sessions}} over {days, plural, one {# day} other {# days}}; method {method}.",
  "cli.basis.insufficient":
    "Too little data yet: this is what is usual for people in general, with {sessions, plural, one {# session} other {# sessions}} of your own.",
  "cli.confidence": "Confidence {confidence}.",
  "cli.convert_ratings.done":
    "{converted, plural, one {# rating} other {# ratings}} before {before} multiplied by 20.",
  "cli.convert_ratings.found":
    "{found, plural, one {# rating} other {# ratings}} before {before} would be multiplied by 20.",
  "cli.convert_ratings.refused":
    "{larger, plural, one {# rating} other {# ratings}} before {before} exceed 5, so they were not given on a scale from 1 to 5. Nothing was changed. Give an earlier --before.",
  "cli.demo.filled":
    "Invented {sessions, plural, one {# session} other {# sessions}} and {checkins, plural, one {# check-in} other {# check-ins}} from {from} to {to} for the user {user}.",
  "cli.demo.occupied":
    "The user {user} already has {sessions, plural, one {# session} other {# sessions}}, and invented ones could not be told apart from them later. Nothing was changed. Give another DATABASE_URL, or another --user.",
  "cli.import.ignored": "  Ignored columns: {columns}.",
  "cli.import.problem":
    "{unit, select, row {row} other {line}} {line, number}{field, select, none {} other {, {field}}}: {text}",
  "cli.import.summary":
    "{file}, read as {format}: {rows, plural, one {# row} other {# rows}}: {imported, number} imported, {unchanged, number} already there, {conflicts, number} already there with other content, {rejected, number} rejected.",
  "cli.migrate.done": "The schema is up to date ({steps, plural, one {# step} other {# steps}}).",
  "cli.next": "Try next:",
  "cli.predict.day": "{date}: {predicted, plural, one {# session} other {# sessions}}{likely}",
  "cli.predict.done": "{done, number} done, {remaining, number} to come.",
  "cli.predict.likely":
    ", likely {range, select, one {{lower, number}} other {{lower, number} to {upper, number}}} ({probability})",
  "cli.predict.productivity": "Expected rating {rating, number} of 100.",
  "cli.predict.schedule": "Good hours still ahead: {hours}.",
  "cli.predict.total": "Together: {predicted, plural, one {# session} other {# sessions}}{likely}",
  "cli.rebuild.differs":
    "The profile of {user} differs: {models}. `rebuild` without --check repairs it; please report it, it should not happen.",
  "cli.rebuild.summary":
    "{users, plural, one {# profile} other {# profiles}} rebuilt from {sessions, plural, one {# session} other {# sessions}}; {differing, plural, =0 {all agree} one {# differs} other {# differ}} with what was stored.",
  "cli.recommend.alternative": "Second best: {preset}.",
  "cli.recommend.preset": "{preset} ({id})",
  "cli.settings.absences": "Away: {value} ({is_own, select, true {own choice} other {not stated}})",
  "cli.settings.day_start_hour":
    "Days begin at {value}:00 ({is_own, select, true {own choice} other {as configured}})",
  "cli.settings.days_off":
    "Days off (1 = Monday): {value} ({is_own, select, true {own choice} other {not stated}})",
  "cli.settings.language":
    "Language: {value} ({is_own, select, true {own choice} other {as configured}})",
  "cli.settings.category_colours":
    "Colours of categories: {value} ({is_own, select, true {own choice} other {none}})",
  "cli.settings.presets":
    "Presets: {value} ({is_own, select, true {own choice} other {as built in}})",
  "cli.settings.working_hours":
    "Working hours: {value} ({is_own, select, true {own choice} other {not stated}})",
  "cli.settings.timezone":
    "Time zone: {value} ({is_own, select, true {own choice} other {as configured}})",
  "cli.shift_times.back_up":
    "Nothing was changed. Make a backup with `pomodoro-ml backup FILE`, then run it again without --dry-run.",
  "cli.shift_times.certain":
    "{certain, plural, one {# session has} other {# sessions have}} an offset from UTC and {certain, plural, one {is} other {are}} not changed.",
  "cli.shift_times.done":
    "{shifted, plural, =0 {No session was changed: none without an offset is left.} one {# session was moved from the clock of {from} to that of {to}.} other {# sessions were moved from the clock of {from} to that of {to}.}}",
  "cli.shift_times.found":
    "{found, plural, =0 {No session is without an offset: there is nothing to mend.} one {# session would be moved from the clock of {from} to that of {to}.} other {# sessions would be moved from the clock of {from} to that of {to}.}}",
} as const;

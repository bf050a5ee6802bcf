/** English texts about what is stored of people. Merged into `en.ts`. */
export const enPersonalData = {
  "cli.users.ask":
    "Everything that is stored about {user} will be gone for good. Type the name once more:",
  "cli.users.erased":
    "Everything that was stored about {user} is erased, {sessions, plural, one {# session} other {# sessions}} and {checkins, plural, one {# check-in} other {# check-ins}} among it.",
  "cli.users.line":
    "{user}: {sessions, plural, one {# session} other {# sessions}}, {checkins, plural, one {# check-in} other {# check-ins}}",
  "cli.users.none": "Nothing is stored about anybody.",
  "command.erase_yes":
    "Nobody is here to be asked: --yes says that everything about {user} is meant",
  "command.not_erased": "The name is another one; nothing of {user} was erased.",
  "help.users": "List people, export and erase what is stored about them",
  "help.users.erase": "Erase everything that is stored about a person, for good",
  "help.users.erase.user": "Whom",
  "help.users.erase.yes": "Without asking",
  "help.users.export": "Write everything that is stored about a person, as NDJSON",
  "help.users.export.user": "About whom",
  "help.users.list": "Of whom anything is stored, and how much",
} as const;

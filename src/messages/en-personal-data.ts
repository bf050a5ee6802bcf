/** English texts about what is stored of people. Merged into `en.ts`. */
export const enPersonalData = {
  "cli.users.ask":
    "Everything stored about {user} will be deleted for good. Type the name again to confirm:",
  "cli.users.erased":
    "Everything that was stored about {user} is erased, {sessions, plural, one {# session} other {# sessions}} and {checkins, plural, one {# check-in} other {# check-ins}} among it.",
  "cli.users.line":
    "{user}: {sessions, plural, one {# session} other {# sessions}}, {checkins, plural, one {# check-in} other {# check-ins}}",
  "cli.users.none": "Nothing is stored about anybody.",
  "command.erase_yes":
    "There is no terminal to ask on: confirm with --yes that everything about {user} is to be erased",
  "command.not_erased": "The names do not match; nothing of {user} was erased.",
  "help.users": "List people, export and erase what is stored about them",
  "help.users.erase": "Erase everything that is stored about a person, for good",
  "help.users.erase.user": "The person to erase",
  "help.users.erase.yes": "Do not ask for confirmation",
  "help.users.export": "Write everything that is stored about a person, as NDJSON",
  "help.users.export.user": "The person to export",
  "help.users.list": "List the people with stored data, and how much there is",
} as const;

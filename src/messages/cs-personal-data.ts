/** Czech texts about what is stored of people. Merged into `cs.ts`. */
export const csPersonalData = {
  "cli.users.ask":
    "Všechno, co je uloženo o osobě {user}, bude nenávratně smazáno. Napište její jméno ještě jednou:",
  "cli.users.erased":
    "Všechno, co bylo uloženo o osobě {user}, je smazáno; {sessions, plural, one {bylo mezi tím # sezení} few {byla mezi tím # sezení} other {bylo mezi tím # sezení}} a {checkins, plural, one {# záznam o dni} few {# záznamy o dni} other {# záznamů o dni}}.",
  "cli.users.line":
    "{user}: {sessions, plural, other {# sezení}}, {checkins, plural, one {# záznam o dni} few {# záznamy o dni} other {# záznamů o dni}}",
  "cli.users.none": "O nikom není nic uloženo.",
  "command.erase_yes": "Není se koho zeptat: --yes říká, že má být smazáno všechno o osobě {user}",
  "command.not_erased": "Jméno nesouhlasí; o osobě {user} nebylo smazáno nic.",
  "help.users": "Vypíše osoby, vyexportuje a smaže, co je o nich uloženo",
  "help.users.erase": "Nenávratně smaže všechno, co je o osobě uloženo",
  "help.users.erase.user": "O které",
  "help.users.erase.yes": "Bez ptaní",
  "help.users.list": "O kom je něco uloženo a kolik toho je",
} as const;

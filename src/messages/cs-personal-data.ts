/** Czech texts about what is stored of people. Merged into `cs.ts`. */
export const csPersonalData = {
  "cli.users.ask":
    "Všechno, co je uloženo o osobě {user}, bude nenávratně smazáno. Napište její jméno ještě jednou:",
  "cli.users.erased":
    "Všechno, co bylo uloženo o osobě {user}, je smazáno, včetně {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} a {checkins, plural, one {# záznamu o pohodě} few {# záznamů o pohodě} many {# záznamu o pohodě} other {# záznamů o pohodě}}.",
  "cli.users.line":
    "{user}: {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}}, {checkins, plural, one {# záznam o pohodě} few {# záznamy o pohodě} many {# záznamu o pohodě} other {# záznamů o pohodě}}",
  "cli.users.none": "O nikom není nic uloženo.",
  "command.erase_yes":
    "Není se koho zeptat: potvrďte volbou --yes, že má být smazáno všechno o osobě {user}",
  "command.not_erased": "Jméno nesouhlasí; o osobě {user} nebylo smazáno nic.",
  "help.users": "Vypíše osoby, vyexportuje a smaže, co je o nich uloženo",
  "help.users.erase": "Nenávratně smaže všechno, co je o osobě uloženo",
  "help.users.erase.user": "Osoba, která má být smazána",
  "help.users.erase.yes": "Bez dotazu na potvrzení",
  "help.users.export": "Vypíše všechno, co je o osobě uloženo, jako NDJSON",
  "help.users.export.user": "Osoba, jejíž data se mají vypsat",
  "help.users.list": "O kom je něco uloženo a kolik toho je",
} as const;

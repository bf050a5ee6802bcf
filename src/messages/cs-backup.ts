/** České texty zálohy, obnovy a přesunu. Součást `cs.ts`. */
export const csBackup = {
  "cli.backup.done":
    "Soubor {file} obsahuje {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} a {wellness_checkins, plural, one {# záznam} few {# záznamy} many {# záznamu} other {# záznamů}} o pohodě.",
  "cli.move.done":
    "V druhé databázi je teď {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} a {wellness_checkins, plural, one {# záznam} few {# záznamy} many {# záznamu} other {# záznamů}} o pohodě. Nastavte na ni DATABASE_URL a spusťte službu znovu; co se do té doby zapíše, zůstane v původní databázi.",
  "cli.restore.done":
    "Ze souboru {file} bylo obnoveno {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} a {wellness_checkins, plural, one {# záznam} few {# záznamy} many {# záznamu} other {# záznamů}} o pohodě.",
  "cli.restore.refused":
    "{trouble, select, unknown {Tento soubor není záloha této služby.} newer {Zálohu vytvořila novější verze služby. Obnovte ji touto verzí.} cut {Záloha není úplná, chybí její konec.} changed {Záloha byla po vytvoření změněna, kontrolní součet nesouhlasí.} other {Databáze není prázdná. Obnovte zálohu do nové, kterou určíte v DATABASE_URL.}} Nic nebylo uloženo.",
};

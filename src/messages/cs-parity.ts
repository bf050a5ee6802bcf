/** České texty srovnání se starou službou. Součást `cs.ts`. */
export const csParity = {
  "parity.title": "Srovnání staré služby s naší",
  "parity.verdict.same":
    "Shoda: {requests, plural, =0 {žádný dotaz nebyl položen} one {# dotaz} few {# dotazy} many {# dotazu} other {# dotazů}}, všechny rozdíly jsou schválené.",
  "parity.verdict.different":
    "Neshoda: {requests, plural, one {# dotaz} few {# dotazy} many {# dotazu} other {# dotazů}} a rozdíly, které nikdo neschválil.",
  "parity.class.ours": "Chyba na naší straně: {count}",
  "parity.class.unexplained": "Bez vysvětlení: {count}",
  "parity.class.old": "Schválený rozdíl, chyba staré služby: {count}",
  "parity.class.science": "Podle popsaných metod: {count}",
  "parity.latency.old": "Stará služba: medián {median} ms, 95. percentil {p95} ms",
  "parity.latency.new": "Naše služba: medián {median} ms, 95. percentil {p95} ms",
  "parity.column.route": "Cesta",
  "parity.column.field": "Údaj",
  "parity.column.old": "Stará",
  "parity.column.new": "Naše",
  "parity.column.times": "Počet",
  "parity.column.reason": "Důvod",
  "parity.reason.contract": "Starší klienti tuto hodnotu neznají, ve smlouvě není.",
  "parity.reason.missing": "Ve staré odpovědi tento člen je, v naší chybí.",
  "parity.reason.format": "Naše služba odpovídá v jiném formátu.",
  "parity.reason.failed": "Naše služba selhala tam, kde stará odpověděla.",
  "parity.reason.silent": "Od naší služby nepřišla včas čitelná odpověď.",
  "parity.reason.old_silent": "Od staré služby nepřišla včas čitelná odpověď.",
  "parity.reason.nobody": "Ani od jedné služby nepřišla včas čitelná odpověď.",
  "parity.reason.language": "Věty jsou v různých jazycích; náš určuje LOCALE.",
  "parity.reason.unexplained": "Žádný schválený rozdíl to nepokrývá.",
  "cli.parity.left_out":
    "{count, plural, one {Vynechán # řádek} few {Vynechány # řádky} many {Vynecháno # řádku} other {Vynecháno # řádků}}: dotaz stará služba nezná, nebo něco mění.",
  "cli.parity.writes_left_out": "Cesty, které něco mění, nebyly dotázány; zahrne je --writes.",
  "cli.parity.proxying":
    "Na adrese {address} odpovídá {old} a tytéž dotazy dostává i {new}. Ctrl-C vše ukončí a vypíše zprávu.",
  "cli.parity.mirror":
    "{mirrored, plural, one {Srovnán # dotaz} few {Srovnány # dotazy} many {Srovnáno # dotazu} other {Srovnáno # dotazů}}, bez srovnání pro množství čekajících: {dropped}, nesrovnávaných: {skipped}.",
  "cli.parity.blind": "Srovnávání přestalo fungovat, odpovědi staré služby dál procházejí.",
};

import type { enSignals } from "./en-signals.ts";

/** Czech texts of signals. Merged into `cs.ts`. */
export const csSignals: Readonly<Record<keyof typeof enSignals, string>> = {
  // Jak se sezení asi povede: co s tím.
  "quality.action.change_preset": "Předvolba {preset} byla kolem této hodiny hodnocena lépe.",
  "quality.action.lower_expectation": "Čekejte o něco méně, nebo zvolte snazší úkol.",
  "quality.action.motivation_needed": "Zvažte kratší předvolbu, nebo delší přestávku před ní.",
  "quality.action.off_peak_hour": "Zvažte jinou denní dobu.",
  "quality.action.rest_longer": "Zvažte ještě 10 až 15 minut odpočinku.",
  "quality.action.time_for_rest": "Zvažte delší přestávku, nebo pro dnešek skončete.",
  "quality.advice.average_expectation": "Dá se čekat průměrné sezení.",
  "quality.advice.change_preset": "V tuto hodinu vám lépe vychází jiná předvolba.",
  "quality.advice.ideal_time": "Dobrá chvíle začít.",
  "quality.advice.lower_expectation": "Toto sezení bude asi hodnoceno podprůměrně.",
  "quality.advice.motivation_needed": "Bylo by to {session}. sezení dne: může stát více úsilí.",
  "quality.advice.off_peak_hour": "Sezení začatá kolem {hour}:00 patří u vás k hůře hodnoceným.",
  "quality.advice.rest_longer": "Poslední sezení skončilo teprve před chvílí.",
  "quality.advice.time_for_rest": "Dnes už máte za sebou hodně sezení.",

  // Jak se sezení asi povede: důvody.
  "quality.factor.category.description":
    "Vaše nedávná sezení v kategorii {category} měla průměrné hodnocení {score} ze 100.",
  "quality.factor.category.name":
    "{type, select, positive {Dobré výsledky s touto kategorií} other {Slabší výsledky s touto kategorií}}",
  "quality.factor.day.description":
    "{weekday, select, 1 {V pondělí} 2 {V úterý} 3 {Ve středu} 4 {Ve čtvrtek} 5 {V pátek} 6 {V sobotu} other {V neděli}} měla vaše nedávná sezení průměrné hodnocení {score} ze 100.",
  "quality.factor.day.name":
    "{type, select, positive {Dobrý den v týdnu} other {Slabší den v týdnu}}",
  "quality.factor.fatigue.description":
    "Bylo by to {session}. sezení dne; taková sezení měla průměrné hodnocení {score} ze 100.",
  "quality.factor.fatigue.name":
    "{type, select, positive {Čerstvá mysl} other {Více sezení za sebou}}",
  "quality.factor.hour.description":
    "Vaše nedávná sezení začatá kolem {hour}:00 měla průměrné hodnocení {score} ze 100.",
  "quality.factor.hour.name":
    "{type, select, positive {Dobrá denní doba} other {Slabá denní doba}}",
  "quality.factor.preset.description":
    "Vaše nedávná sezení s předvolbou {preset} měla průměrné hodnocení {score} ze 100.",
  "quality.factor.preset.name":
    "{type, select, positive {Dobré výsledky: {preset}} other {Slabší výsledky: {preset}}}",
  "quality.factor.recovery.description":
    "Od konce posledního sezení {minutes, plural, one {uplynula # minuta} few {uplynuly # minuty} many {uplynulo # minuty} other {uplynulo # minut}}.",
  "quality.factor.recovery.name":
    "{type, select, positive {Dobrá přestávka} other {Krátká přestávka}}",
  "quality.factor.wellness.description": "Dnes se cítíte na {score} ze 100.",
  "quality.factor.wellness.name":
    "{type, select, positive {Dobrá pohoda} other {{impact, select, high {Nízká pohoda} other {Průměrná pohoda}}}}",

  // Na čem stojí plán dne.
  "schedule.basis.general":
    "{sessions, plural, =0 {Zatím není hodnoceno žádné sezení} one {Zatím je hodnoceno jen # sezení} few {Zatím jsou hodnocena jen # sezení} many {Zatím je hodnoceno jen # sezení} other {Zatím je hodnoceno jen # sezení}}: plán se řídí tím, co je obvyklé.",
  "schedule.basis.own":
    "Podle {sessions, plural, one {# vašeho hodnoceného sezení} few {# vašich hodnocených sezení} many {# vašeho hodnoceného sezení} other {# vašich hodnocených sezení}}.",

  // Proč se hodina nehodí k práci.
  "schedule.reason.afternoon": "Odpoledne, a v tento den týdne tu nemáte žádné hodnocené sezení.",
  "schedule.reason.early": "Časně ráno, a v tento den týdne tu nemáte žádné hodnocené sezení.",
  "schedule.reason.evening": "Večer, a v tento den týdne tu nemáte žádné hodnocené sezení.",
  "schedule.reason.high_ratings": "Vaše sezení začatá v tuto hodinu mají vysoké hodnocení.",
  "schedule.reason.low_completion": "Sezení začatá v tuto hodinu často nedokončíte.",
  "schedule.reason.low_ratings":
    "Vaše sezení začatá v tuto hodinu mají hodnocení pod průměrem dne.",
  "schedule.reason.lunch": "Kolem oběda, a v tento den týdne tu nemáte žádné hodnocené sezení.",
  "schedule.reason.untested": "O vašich sezeních v tuto hodinu se ví málo.",

  // Co zvážit, když jsou poslední dny náročné.
  "load.advice.collect_data":
    "Zaznamenávejte dál: něco se dá říct od {need, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} za 14 dní.",
  "load.advice.continuous_days": "Zvažte den volna.",
  "load.advice.declining_productivity": "Zvažte na pár dní kratší sezení.",
  "load.advice.keep_rhythm":
    "{known, select, all {Žádný ze šesti ukazatelů zátěže nevybočuje: držte se svého rytmu.} other {Žádný z ukazatelů zátěže, které jsou zatím známy, nevybočuje.}}",
  "load.advice.night_sessions": "Zvažte končit před 21:00.",
  "load.advice.overwork": "Zvažte méně sezení denně.",
  "load.advice.variability": "Zvažte na pár dní stejné pracovní hodiny.",
  "load.advice.weekend_work": "Zvažte nechat si jeden den víkendu volný.",

  // Jak náročné jsou poslední dny.
  "load.insufficient":
    "Za posledních 14 dní {have, plural, =0 {nebylo žádné sezení} one {bylo # sezení} few {byla # sezení} many {bylo # sezení} other {bylo # sezení}}; potřeba je nejméně {need}.",
  "load.message.continuous_days":
    "{days, plural, one {# den} few {# dny} many {# dne} other {# dní}} se sezeními v řadě, i nedokončenými, bez volného dne.",
  "load.message.night_sessions":
    "Mezi 21:00 a 6:00 začalo za posledních sedm dní {recent, number} % sezení, {before, select, months {v předchozích měsících} other {v předchozích čtyřech týdnech}} {baseline, number} %.",
  "load.message.overwork":
    "{recent, plural, one {# minuta} few {# minuty} many {# minuty} other {# minut}} denně za posledních sedm celých dní, {before, select, months {v předchozích měsících} other {v předchozích čtyřech týdnech}} {baseline}: o {percent} % více.",
  "load.message.ratings":
    "Hodnocení za posledních sedm dní je průměrně {recent, number} ze 100, {before, select, months {v předchozích měsících} other {v předchozích čtyřech týdnech}} {baseline, number}: o {points, plural, one {# bod} few {# body} many {# bodu} other {# bodů}} nižší.",
  "load.message.recently_lower": "Hodnocení bylo v některých posledních dnech nižší než obvykle.",
  "load.message.variability":
    "Hodnocení za posledních sedm dní leží {recent, number} bodu kolem svého průměru (směrodatná odchylka), {before, select, months {v předchozích měsících} other {v předchozích čtyřech týdnech}} {baseline, number}.",
  "load.message.weekend_work":
    "V sobotu nebo v neděli bylo za posledních sedm dní {recent, number} % sezení, {before, select, months {v předchozích měsících} other {v předchozích čtyřech týdnech}} {baseline, number} %.",
  "load.message.wellness":
    "Pohoda za posledních sedm dní vychází průměrně na {recent, number}, {before, select, months {v předchozích měsících} other {v předchozích čtyřech týdnech}} na {baseline, number}.",
  "load.name.continuous_days": "Žádný den volna",
  "load.name.declining_productivity": "Nižší hodnocení",
  "load.name.night_sessions": "Více sezení v noci",
  "load.name.overwork": "Více času než obvykle",
  "load.name.variability": "Nevyrovnané hodnocení",
  "load.name.weekend_work": "Více práce o víkendu",

  // Čím se poslední dny liší od minulosti téhož člověka.
  "anomaly.category_shift.advice": "Podívejte se, zda vám nové složení vyhovuje.",
  "anomaly.category_shift.description":
    "{category} zabírá za posledních sedm dní o {points, plural, one {# procentní bod} few {# procentní body} many {# procentního bodu} other {# procentních bodů}} {direction, select, down {méně} other {více}} sezení než dříve.",
  "anomaly.category_shift.name": "Změna zaměření",
  "anomaly.category_shift.tip":
    "{variant, select, 2 {Zvažte střídání s jinými kategoriemi.} other {Pokud to tak má zůstat, přizpůsobte tomu plán.}}",
  "anomaly.insufficient.dates":
    "Potřeba {need, plural, one {je # den} few {jsou # dny} many {je # dne} other {je # dní}} se sezeními; zatím {have, plural, =0 {není žádný} one {je # den} few {jsou # dny} many {je # dne} other {je # dní}}.",
  "anomaly.insufficient.recent_sessions":
    "Za posledních 14 dní není žádné sezení: není co posoudit.",
  "cli.alarms.evenings": "Večery",
  "cli.alarms.left_out":
    "{rows, plural, one {# řádek nešel přečíst a vynechal se} few {# řádky nešly přečíst a vynechaly se} many {# řádku nešlo přečíst a vynechalo se} other {# řádků nešlo přečíst a vynechalo se}}.",
  "cli.alarms.per_quarter": "Za čtvrt roku",
  "cli.alarms.summary":
    "Při dotazu každý večer ({evenings, plural, one {# večer} few {# večery} many {# večeru} other {# večerů}}) by se služba ozvala {total, plural, =0 {nulakrát} one {jednou} few {#krát} many {#krát} other {#krát}}: {rate, number}krát za čtvrt roku.",
  "anomaly.level_shift.advice": "Podívejte se, zda nové tempo odpovídá tomu, co chcete.",
  "anomaly.level_shift.description":
    "Od {since} máte {after, number} sezení denně; předtím to bylo {before, number}.",
  "anomaly.level_shift.name": "Nové tempo",
  "anomaly.level_shift.tip":
    "{variant, select, 2 {Přizpůsobte novému tempu denní cíl.} other {Pokud je to jen na čas, není třeba nic měnit.}}",
  "anomaly.nothing":
    "{known, select, beside {V posledních sedmi dnech se nic nezměnilo náhle; o pomalejší změně mluví trendy a zátěž.} all {V posledních dnech není nic mimo váš obvyklý rozsah: posuzuje se nejvýše posledních sedm dní proti týdnům před nimi.} other {V tom, co už se dalo posoudit, není nic mimo váš obvyklý rozsah: posuzuje se nejvýše posledních sedm dní proti týdnům před nimi.}}",
  "anomaly.overwork_spike.advice": "Dopřejte si odpočinek.",
  "anomaly.overwork_spike.description":
    "{current, number} sezení denně v posledních dnech, o {percent} % více než {baseline, number} obvyklých v takové dny.",
  "anomaly.overwork_spike.name": "Více sezení než obvykle",
  "anomaly.overwork_spike.tip":
    "{variant, select, 2 {Dejte přednost kvalitě před množstvím.} other {Dodržujte přestávky mezi sezeními.}}",
  "anomaly.productivity_drop.advice": "Zvažte delší přestávky.",
  "anomaly.productivity_drop.description":
    "Hodnocení za poslední tři dny je průměrně {current, number} ze 100, o {points, plural, one {# bod} few {# body} many {# bodu} other {# bodů}} nižší než {baseline, number} v předchozích čtyřech týdnech.",
  "anomaly.productivity_drop.name": "Nižší hodnocení",
  "anomaly.productivity_drop.tip":
    "{variant, select, 2 {Zvažte práci na jiném místě.} other {Zvažte odpočinek.}}",
  "anomaly.quality_decline.advice": "Možná je čas na změnu.",
  "anomaly.quality_decline.description":
    "{count, plural, one {Poslední hodnocení je} few {Poslední # hodnocení jsou všechna} many {Posledních # hodnocení je} other {Posledních # hodnocení je}} pod vašimi obvyklými {baseline, number} ze 100; průměr je {recent, number}.",
  "anomaly.quality_decline.name": "Řada nízkých hodnocení",
  "anomaly.quality_decline.tip":
    "{variant, select, 2 {Zvažte kratší sezení.} other {Zvažte jiný druh úkolu.}}",
  "anomaly.streak_break.advice": "Pauza je v pořádku.",
  "anomaly.streak_break.description":
    "{returned, select, yes {Po {streak} dnech v řadě jste si od {since} dali pauzu na {gap, plural, one {# den} few {# dny} many {# dne} other {# dní}}.} other {Po {streak} dnech v řadě máte pauzu už {gap, plural, one {# den} few {# dny} many {# dne} other {# dní}}, od {since}.}}",
  "anomaly.streak_break.name": "Konec série",
  "anomaly.streak_break.tip":
    "{variant, select, 2 {Začněte znovu jedním krátkým sezením.} other {Dejte si na příští dny malý cíl.}}",
  "anomaly.unusual_hours.advice": "Zvažte pravidelné hodiny.",
  "anomaly.unusual_hours.description":
    "{unusual} z {sessions, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} za poslední tři dny začalo v hodinách, které jsou u vás vzácné; polovina vašich sezení začíná mezi {from}:00 a {to}:59.",
  "anomaly.unusual_hours.name": "Neobvyklé hodiny",
  "anomaly.unusual_hours.tip":
    "{variant, select, 2 {Porovnejte hodnocení sezení v těchto hodinách s ostatními.} other {Zvažte návrat k obvyklým hodinám.}}",
};

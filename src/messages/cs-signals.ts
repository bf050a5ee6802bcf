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
    "Vaše nedávná sezení na téma {category} měla průměrné hodnocení {score} %.",
  "quality.factor.category.name":
    "{type, select, positive {Dobré výsledky s touto kategorií} other {Slabší výsledky s touto kategorií}}",
  "quality.factor.day.description":
    "{weekday, select, 1 {V pondělí} 2 {V úterý} 3 {Ve středu} 4 {Ve čtvrtek} 5 {V pátek} 6 {V sobotu} other {V neděli}} měla vaše nedávná sezení průměrné hodnocení {score} %.",
  "quality.factor.day.name":
    "{type, select, positive {Dobrý den v týdnu} other {Slabší den v týdnu}}",
  "quality.factor.fatigue.description":
    "Bylo by to {session}. sezení dne; taková sezení měla průměrné hodnocení {score} %.",
  "quality.factor.fatigue.name":
    "{type, select, positive {Čerstvá mysl} other {Více sezení za sebou}}",
  "quality.factor.hour.description":
    "Vaše nedávná sezení začatá kolem {hour}:00 měla průměrné hodnocení {score} %.",
  "quality.factor.hour.name":
    "{type, select, positive {Dobrá denní doba} other {Slabá denní doba}}",
  "quality.factor.preset.description":
    "Vaše nedávná sezení s předvolbou {preset} měla průměrné hodnocení {score} %.",
  "quality.factor.preset.name":
    "{type, select, positive {Dobré výsledky: {preset}} other {Slabší výsledky: {preset}}}",
  "quality.factor.recovery.description":
    "Od konce posledního sezení {minutes, plural, one {uplynula # minuta} few {uplynuly # minuty} many {uplynulo # minuty} other {uplynulo # minut}}.",
  "quality.factor.recovery.name":
    "{type, select, positive {Dobrá přestávka} other {Krátká přestávka}}",
  "quality.factor.wellness.description": "Vaše dnešní pohoda vychází na {score} ze 100.",
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
};

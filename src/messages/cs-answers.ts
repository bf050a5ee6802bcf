import type { enAnswers } from "./en-answers.ts";

/** Czech texts of answers. Merged into `cs.ts`. */
export const csAnswers: Readonly<Record<keyof typeof enAnswers, string>> = {
  "energy.high": "V tuto hodinu sezení obvykle hodnotíte nad svým průměrem.",
  "energy.moderate": "Tato hodina odpovídá vašemu průměru.",
  "energy.low": "V tuto hodinu sezení obvykle hodnotíte pod svým průměrem.",
  "energy.declining":
    "V dalších hodinách hodnocení obvykle klesá: naplánujte přestávku nebo lehčí práci.",
  "energy.clock.high":
    "Dopoledne mnoha lidem svědčí náročná práce. Hodnoťte sezení a zjistíme, co platí pro vás.",
  "energy.clock.moderate":
    "Pro tuto hodinu ani proti ní zatím nic nemluví. Hodnoťte sezení a zjistíme, co platí pro vás.",
  "energy.clock.low":
    "Po obědě mívá mnoho lidí útlum. Hodnoťte sezení a zjistíme, co platí pro vás.",
  "energy.clock.declining":
    "Odpoledne se mnoho lidí unaví. Hodnoťte sezení a zjistíme, co platí pro vás.",

  "recommendation.reason.category":
    "Vaše nedávná sezení v kategorii {category} s předvolbou {preset} měla průměrné hodnocení {mean} ze 100.",
  "recommendation.reason.explored":
    "Abychom zjistili, co vám vyhovuje: předvolba {preset} je teď nejlepší s pravděpodobností {probability}, nejpravděpodobnější je {alternative}.",
  "recommendation.reason.familiar":
    "Nedávných hodnocení je zatím málo; s předvolbou {preset} už máte zkušenost.",
  "recommendation.reason.no_clear_winner":
    "Předvolby {preset} a {alternative} vám v tuto dobu vycházejí přibližně stejně.",
  "recommendation.reason.overall":
    "Vaše nedávná sezení s předvolbou {preset} měla průměrné hodnocení {mean} ze 100.",
  "recommendation.reason.time_of_day":
    "Mezi {fromHour}:00 a {toHour}:00 měla vaše nedávná sezení s předvolbou {preset} průměrné hodnocení {mean} ze 100.",
  "recommendation.reason.untried":
    "Sezení s předvolbou {preset} zatím hodnocené není; nic nemluví proti tomu ji zkusit.",
  "recommendation.reason.usual_for_time":
    "Hodnocených sezení je zatím málo; kolem {hour}:00 lidé obvykle volí předvolbu {preset}.",

  "week.tip.best_category":
    "Nejvyšší hodnocení čekáme u kategorie {category}, {mean, number} ze 100.",
  "week.tip.best_category.alike":
    "Nejvyšší hodnocení čekáme u kategorie {category}, {mean, number} ze 100; její náskok však může být náhoda.",
  "week.tip.best_hour": "Sezení začatá kolem {hour}:00 patří pravděpodobně k vašim nejlepším.",
  "week.tip.not_enough": "Ohodnoťte ještě několik sezení a objeví se tu vlastní tip.",
};

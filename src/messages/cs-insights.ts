import type { enInsights } from "./en-insights.ts";

/** Czech texts of what a person's own history tells. Merged into `cs.ts`. */
export const csInsights: Readonly<Record<keyof typeof enInsights, string>> = {
  "achievement.name.categories_5": "Pět druhů práce",
  "achievement.name.deep_work_100": "Sto sezení Deep Work",
  "achievement.name.deep_work_25": "Dvacet pět sezení Deep Work",
  "achievement.name.first_session": "První sezení",
  "achievement.name.hours_10": "Deset hodin soustředění",
  "achievement.name.hours_100": "Sto hodin soustředění",
  "achievement.name.hours_50": "Padesát hodin soustředění",
  "achievement.name.hours_500": "Pět set hodin soustředění",
  "achievement.name.ratings_50": "Padesát hodnocení",
  "achievement.name.sessions_10": "Deset sezení",
  "achievement.name.sessions_100": "Sto sezení",
  "achievement.name.sessions_1000": "Tisíc sezení",
  "achievement.name.sessions_50": "Padesát sezení",
  "achievement.name.sessions_500": "Pět set sezení",
  "achievement.name.streak_100": "Sto dní v řadě",
  "achievement.name.streak_3": "Tři dny v řadě",
  "achievement.name.streak_30": "Třicet dní v řadě",
  "achievement.name.streak_7": "Sedm dní v řadě",
  "achievement.reason.all_reached": "Všechny úspěchy jsou splněné.",
  "achievement.reason.begun": "Úspěch „{name}“ je rozpracovaný: pokračujte.",
  "achievement.reason.in_progress": "Nejblíž je „{name}“: {progress} z {target}.",
  "achievement.reason.start": "Začněte úspěchem „{name}“.",

  "diversity.in_a_row":
    "Kategorie {category} byla dne {date} {sessions, plural, one {#krát} few {#krát} many {#krát} other {#krát}} po sobě.",
  "diversity.not_enough":
    "V posledních dnech {sessions, plural, =0 {nebylo žádné sezení} one {bylo jedno sezení} few {byla # sezení} many {bylo # sezení} other {bylo # sezení}}: na posouzení pestrosti je to málo, stačilo by {need}.",
  "diversity.overloaded":
    "Kategorie {category} zabrala {sessions} z {total, plural, one {# sezení} few {# sezení} many {# sezení} other {# sezení}} od {date}.",
  "diversity.varied":
    "Od {date} {sessions, plural, one {proběhlo jedno sezení} few {proběhla # sezení} many {proběhlo # sezení} other {proběhlo # sezení}} a žádná kategorie nepřevažuje.",

  "pattern.recommendation.keep_collecting":
    "Ohodnoťte ještě několik sezení a objeví se tu vlastní rada.",
  "pattern.recommendation.narrow_working_hours":
    "Vaše sezení jsou rozložena do {hours, plural, one {# hodiny} few {# hodin} many {# hodiny} other {# hodin}} dne: zkuste užší pracovní dobu.",
  "pattern.recommendation.plan_hard_work":
    "Náročnou práci plánujte kolem {hour}:00, kdy jsou vaše sezení hodnocena nejlépe.",
  "pattern.recommendation.rate_more_sessions":
    "{rated, plural, one {Ohodnoceno je jen # sezení} few {Ohodnocena jsou jen # sezení} many {Ohodnoceno je jen # sezení} other {Ohodnoceno je jen # sezení}}: hodnoťte jich víc a obraz bude jasnější.",
  "pattern.warning.declining":
    "Vaše hodnocení už {days, plural, one {# den} few {# dny} many {# dne} other {# dní}} klesá.",

  "theme.reason.insufficient_data":
    "{weekday, select, 1 {V pondělí} 2 {V úterý} 3 {Ve středu} 4 {Ve čtvrtek} 5 {V pátek} 6 {V sobotu} other {V neděli}} bylo zatím málo sezení na doporučení tématu.",
  "theme.reason.often_used":
    "{weekday, select, 1 {V pondělí} 2 {V úterý} 3 {Ve středu} 4 {Ve čtvrtek} 5 {V pátek} 6 {V sobotu} other {V neděli}} nejčastěji pracujete v kategorii {theme}.",
  "theme.reason.rated_best":
    "{weekday, select, 1 {V pondělí} 2 {V úterý} 3 {Ve středu} 4 {Ve čtvrtek} 5 {V pátek} 6 {V sobotu} other {V neděli}} měla vaše sezení v kategorii {theme} průměrné hodnocení {mean} ze 100.",
  "theme.reason.rated_best_overall":
    "Vaše sezení v kategorii {theme} měla průměrné hodnocení {mean} ze 100; {weekday, select, 1 {v pondělí} 2 {v úterý} 3 {ve středu} 4 {ve čtvrtek} 5 {v pátek} 6 {v sobotu} other {v neděli}} jich bylo zatím málo.",

  "train.no_data": "Zatím není žádné sezení, ze kterého by se dalo učit.",

  "weekly.tip.best_category":
    "V tomto týdnu byla nejlépe hodnocena kategorie {category}, průměrně {mean, number} ze 100.",
  "weekly.tip.best_hour": "V tomto týdnu byla nejlépe hodnocena sezení začatá kolem {hour}:00.",
  "weekly.tip.even":
    "Hodnocení se v tomto týdnu mezi kategoriemi a hodinami neliší víc, než může být náhoda.",
  "weekly.tip.fall":
    "Hodnocení bylo o {points, plural, one {# bod} few {# body} many {# bodu} other {# bodů}} nižší než ve stejné dny předchozího týdne: nechte si prostor na odpočinek.",
  "weekly.tip.not_enough": "Ohodnoťte v týdnu několik sezení a objeví se tu vlastní tip.",
  "weekly.tip.rise":
    "Hodnocení bylo o {points, plural, one {# bod} few {# body} many {# bodu} other {# bodů}} vyšší než ve stejné dny předchozího týdne: podívejte se, co jste dělali jinak.",
};

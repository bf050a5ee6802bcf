import type { enBacktest } from "./en-backtest.ts";

/** České texty příkazu `backtest`. Součást `cs.ts`. */
export const csBacktest: Readonly<Record<keyof typeof enBacktest, string>> = {
  "backtest.summary":
    "Předpovědi na týden dopředu {better, select, more {byly o {percent, number} % lepší než} less {byly o {percent, number} % horší než} other {byly stejně dobré jako}} nejlepší jednodušší metoda, {method}; počet historií: {histories, number}. Rozmezí, která slibovala vyjít v {stated} dnů, vyšla v {covered}.",
  "backtest.week_totals":
    "Týdenní součty: rozmezí, která slibovala {stated50}, vyšla v {covered50} případů, ta s příslibem {stated80} v {covered80}.",
  "backtest.too_short":
    "{file} má {days, plural, one {# den} few {# dny} many {# dne} other {# dní}}; týden dopředu lze zkoušet od {needed, plural, one {# dne} few {# dní} many {# dne} other {# dní}}: {missing, plural, one {chybí # den} few {chybějí # dny} many {chybí # dne} other {chybí # dní}}.",
  "backtest.no_variation": "{file} nelze hodnotit: každý týden je stejný jako předchozí.",

  "backtest.title.week_ahead": "Týden dopředu, od 28 známých dnů (jednou týdně)",
  "backtest.title.week_ahead_daily": "Totéž každý den",
  "backtest.title.early_weeks": "Týden dopředu při 14 a 21 známých dnech",
  "backtest.title.first_days": "Týden dopředu při 3 až 13 známých dnech",
  "backtest.title.newcomers_first_days": "Totéž, když se historie rozřízne v mnoha dnech",
  "backtest.title.newcomers_early_weeks": "Rozříznuto stejně, při 14 až 27 známých dnech",
  "backtest.title.newcomers_first_months": "Rozříznuto stejně, při 28 až 83 známých dnech",
  "backtest.title.noon": "Dnešek v poledne",
  "backtest.title.week_total": "Součet příštího týdne",

  "backtest.column.scaled_crps": "poměrné CRPS",
  "backtest.column.mean": "průměr",
  "backtest.column.model": "náš model",
  "backtest.column.days": "dny",
  "backtest.column.origins": "předpovědi",
  "backtest.column.scale": "měřítko",
  "backtest.column.crps": "CRPS",
  "backtest.column.mae": "MAE",
  "backtest.column.bias": "vychýlení",
  "backtest.column.cover": "vyšlo",
  "backtest.column.said": "slíbeno",
  "backtest.column.cover50": "vyšlo 50",
  "backtest.column.said50": "slíbeno 50",
  "backtest.column.cover80": "vyšlo 80",
  "backtest.column.said80": "slíbeno 80",
  "backtest.column.log": "log",

  "backtest.method.model": "náš model",
  "backtest.method.old_service": "stará služba",
  "backtest.method.old_service_poisson": "stará služba (Poisson)",
  "backtest.method.same_day_last_week": "stejný den minulý týden",
  "backtest.method.shrunken_mean": "tlumený průměr",
  "backtest.method.weekday_histogram": "histogram dne v týdnu",
  "backtest.method.weekday_decayed_mean": "vážený průměr dne v týdnu",
  "backtest.method.seasonal_pool": "sezonní výběr",
  "backtest.method.seasonal_pool_tuned": "sezonní výběr (vyladěný)",
  "backtest.method.seasonal_pool_cut": "sezonní výběr (od hotového)",
  "backtest.method.weekday_decayed_mean_cut": "vážený průměr dne v týdnu (od hotového)",
  "backtest.method.weekday_afternoons_poisson": "odpoledne dne v týdnu (Poisson)",
  "backtest.method.weekday_afternoons": "odpoledne dne v týdnu",
  "backtest.method.similar_mornings": "podobná dopoledne",
  "backtest.method.independent_days": "nezávislé dny",
  "backtest.method.last_week": "minulý týden",
  "backtest.method.recent_weeks": "poslední týdny",

  "backtest.left_out":
    "vynecháno: {file} ({reason, select, too_short {příliš krátké} no_variation {beze změn} other {bez hodin}})",
  "backtest.no_history": "žádná historie",
  "backtest.rows_left_out": "Vynechané řádky: {rows}",
  "backtest.row": "{file}:{line}: start není datum a čas",
};

/** České texty o úspěšnosti předpovědí. Vkládají se do `cs.ts`. */
export const csTrackRecord = {
  "track_record.commonest":
    "U {days, plural, one {# dne} few {# dní} many {# dne} other {# dní}} zněla předpověď {isOne, select, true {{lower, number}} other {{lower, number} až {upper, number}}}; vyšla {inside, plural, one {jednou} few {#krát} many {#krát} other {#krát}}.",
  "track_record.coverage":
    "Z {days, plural, one {# dne} few {# dní} many {# dne} other {# dní}} jich {inside, number} skončilo v rozmezí, které jsme ráno uvedli; slíbeno bylo asi {promised, number}.",
  "track_record.miss":
    "Předpověď se mýlila o {miss, number} sezení denně; průměr téhož dne v týdnu by se mýlil o {weekday, number}{verdict, select, better {, takže se předpověď vyplatila} same {, takže předpověď nebyla lepší} other {, takže by průměr posloužil lépe}}.",
  "track_record.ratings":
    "Z {ratings, plural, one {# hodnocení} few {# hodnocení} many {# hodnocení} other {# hodnocení}} bylo {inside, number} v uvedeném rozmezí, slibujeme 80 ze 100; předpověď se mýlila o {miss, plural, one {# bod} few {# body} many {# bodu} other {# bodů}}, vaše obvyklé hodnocení by se mýlilo o {level, number}{verdict, select, better {, takže se předpověď vyplatila} same {, takže předpověď nebyla lepší} other {, takže by obvyklé hodnocení posloužilo lépe}}.",
  "track_record.too_few":
    "S předpovědí {have, plural, =0 {zatím nebyl porovnán žádný den} one {byl zatím porovnán # den} few {byly zatím porovnány # dny} many {bylo zatím porovnáno # dne} other {bylo zatím porovnáno # dnů}}; od {need, number} dnů tu bude stát, jak dobré předpovědi byly.",
} as const;

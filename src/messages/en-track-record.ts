/** English texts of the track record. Merged into `en.ts`. */
export const enTrackRecord = {
  "track_record.commonest":
    "On {days, plural, one {# of these days} other {# of these days}} I said {isOne, select, true {{lower, number}} other {{lower, number} to {upper, number}}}; it was so on {inside, number}.",
  "track_record.coverage":
    "On {inside, number} of {days, plural, one {# day} other {# days}} the sessions were within the range I gave that morning; about {promised, number} were promised.",
  "track_record.miss":
    "I was off by {miss, number} sessions a day; always saying that weekday''s average would have been off by {weekday, number}{verdict, select, better {, so the forecast was worth having} same {, so the forecast was no better} other {, so the average would have served better}}.",
  "track_record.ratings":
    "Of {ratings, plural, one {# rating} other {# ratings}}, {inside, number} were within the range I gave, where 80 in 100 are promised; I was off by {miss, number} points, always saying your usual rating by {level, number}{verdict, select, better {, so the forecast was worth having} same {, so the forecast was no better} other {, so your usual rating would have served better}}.",
  "track_record.too_few":
    "{have, plural, =0 {No day has} one {# day has} other {# days have}} been compared with a forecast so far; from {need, number} on this page says how good the forecasts were.",
} as const;

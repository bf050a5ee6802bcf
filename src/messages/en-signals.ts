/** English texts of signals: load, the plan of a day, the next session, anomalies. Merged into `en.ts`. */
export const enSignals = {
  // How well a session is likely to go: what to do about it.
  "quality.action.change_preset": "{preset} was rated better around this hour.",
  "quality.action.lower_expectation": "Expect a little less, or choose an easier task.",
  "quality.action.motivation_needed": "Consider a shorter preset, or a longer break before it.",
  "quality.action.off_peak_hour": "Consider another time of day.",
  "quality.action.rest_longer": "Consider 10 to 15 more minutes of rest.",
  "quality.action.time_for_rest": "Consider a longer break, or call it a day.",
  "quality.advice.average_expectation": "An average session is to be expected.",
  "quality.advice.change_preset": "Another preset does better for you at this hour.",
  "quality.advice.ideal_time": "A good moment to begin.",
  "quality.advice.lower_expectation": "This session is expected to be rated below average.",
  "quality.advice.motivation_needed":
    "This would be session {session} of the day: it may take more effort.",
  "quality.advice.off_peak_hour":
    "Sessions begun around {hour}:00 are among your lower rated ones.",
  "quality.advice.rest_longer": "The last session ended only a short time ago.",
  "quality.advice.time_for_rest": "You have done many sessions today.",

  // How well a session is likely to go: the reasons.
  "quality.factor.category.description":
    "Your recent sessions on {category} were rated {score} of 100 on average.",
  "quality.factor.category.name":
    "{type, select, positive {Good results with this category} other {Weaker results with this category}}",
  "quality.factor.day.description":
    "{weekday, select, 1 {On Mondays} 2 {On Tuesdays} 3 {On Wednesdays} 4 {On Thursdays} 5 {On Fridays} 6 {On Saturdays} other {On Sundays}} your recent sessions were rated {score} of 100 on average.",
  "quality.factor.day.name": "{type, select, positive {Good weekday} other {Weaker weekday}}",
  "quality.factor.fatigue.description":
    "This would be session {session} of the day; such sessions were rated {score} of 100 on average.",
  "quality.factor.fatigue.name": "{type, select, positive {Fresh} other {Several sessions done}}",
  "quality.factor.hour.description":
    "Your recent sessions begun around {hour}:00 were rated {score} of 100 on average.",
  "quality.factor.hour.name":
    "{type, select, positive {Good time of day} other {Weak time of day}}",
  "quality.factor.preset.description":
    "Your recent sessions with {preset} were rated {score} of 100 on average.",
  "quality.factor.preset.name":
    "{type, select, positive {Good results with {preset}} other {Weaker results with {preset}}}",
  "quality.factor.recovery.description":
    "{minutes, plural, one {One minute} other {# minutes}} since the last session ended.",
  "quality.factor.recovery.name": "{type, select, positive {A good break} other {A short break}}",
  "quality.factor.wellness.description": "Your check-in comes to {score} out of 100.",
  "quality.factor.wellness.name":
    "{type, select, positive {Good check-in} other {{impact, select, high {Low check-in} other {Average check-in}}}}",

  // On what the plan of a day rests.
  "schedule.basis.general":
    "{sessions, plural, =0 {Nothing is rated yet} one {Only one session is rated yet} other {Only # sessions are rated yet}}: this plan follows what is customary.",
  "schedule.basis.own":
    "Based on {sessions, plural, one {# rated session} other {# rated sessions}} of yours.",

  // Why an hour is not suited to work.
  "schedule.reason.afternoon":
    "Afternoon, and on this weekday you have no rated session at this hour.",
  "schedule.reason.early":
    "Early in the morning, and on this weekday you have no rated session at this hour.",
  "schedule.reason.evening": "Evening, and on this weekday you have no rated session at this hour.",
  "schedule.reason.high_ratings": "Your sessions begun at this hour are rated high.",
  "schedule.reason.low_completion": "You often abandon sessions begun at this hour.",
  "schedule.reason.low_ratings":
    "Your sessions begun at this hour are rated below the day's average.",
  "schedule.reason.lunch":
    "Around lunch, and on this weekday you have no rated session at this hour.",
  "schedule.reason.untested": "Little is known of your sessions at this hour.",

  // What to consider when the last days are heavy.
  "load.advice.collect_data":
    "Keep logging sessions: from {need, plural, one {# session} other {# sessions}} in 14 days on there is something to say.",
  "load.advice.continuous_days": "Consider a day off.",
  "load.advice.declining_productivity": "Consider shorter sessions for a few days.",
  "load.advice.keep_rhythm":
    "{known, select, all {None of the six signs of load stands out: keep your rhythm.} other {None of the signs of load that are known so far stands out.}}",
  "load.advice.night_sessions": "Consider ending the day before 21:00.",
  "load.advice.overwork": "Consider fewer sessions per day.",
  "load.advice.variability": "Consider working at the same hours for a few days.",
  "load.advice.weekend_work": "Consider keeping one day of the weekend free.",

  // How heavy the last days are.
  "load.insufficient":
    "{have, plural, =0 {No session} one {One session} other {# sessions}} in the last 14 days; at least {need} are needed.",
  "load.message.continuous_days":
    "{days, plural, one {# day} other {# days}} with sessions in a row, given-up ones too, without a day off.",
  "load.message.night_sessions":
    "{recent, number} % of the sessions of the last seven days began between 21:00 and 6:00, {before, select, months {in the months before} other {in the four weeks before}} {baseline, number} %.",
  "load.message.overwork":
    "{recent, plural, one {# minute} other {# minutes}} a day in the last seven full days, {before, select, months {in the months before} other {in the four weeks before}} {baseline}: {percent} % more.",
  "load.message.ratings":
    "Ratings of the last seven days average {recent, number} of 100, {before, select, months {in the months before} other {in the four weeks before}} {baseline, number}: {points, plural, one {# point} other {# points}} lower.",
  "load.message.recently_lower": "Ratings were lower than usual on some of the last days.",
  "load.message.variability":
    "Ratings of the last seven days lie {recent, number} points around their mean (standard deviation), {before, select, months {in the months before} other {in the four weeks before}} {baseline, number}.",
  "load.message.weekend_work":
    "{recent, number} % of the sessions of the last seven days were on a Saturday or Sunday, {before, select, months {in the months before} other {in the four weeks before}} {baseline, number} %.",
  "load.message.wellness":
    "Check-ins of the last seven days average {recent, number}, {before, select, months {in the months before} other {in the four weeks before}} {baseline, number}.",
  "load.name.continuous_days": "No day off",
  "load.name.declining_productivity": "Lower ratings",
  "load.name.night_sessions": "More sessions at night",
  "load.name.overwork": "More time than usual",
  "load.name.variability": "Uneven ratings",
  "load.name.weekend_work": "More work at weekends",

  // What in the last days differs from the person's own past.
  "anomaly.category_shift.advice": "See whether the new mix suits you.",
  "anomaly.category_shift.description":
    "{category} takes {points, plural, one {# percentage point} other {# percentage points}} {direction, select, down {less} other {more}} of your sessions of the last seven days than before.",
  "anomaly.category_shift.name": "Shift of focus",
  "anomaly.category_shift.tip":
    "{variant, select, 2 {Consider mixing in other categories.} other {If it is here to stay, adapt your plan to it.}}",
  "anomaly.insufficient.dates":
    "{need, plural, one {# day} other {# days}} with sessions are needed; there {have, plural, =0 {is none} one {is one} other {are #}} so far.",
  "anomaly.insufficient.recent_sessions":
    "No session in the last 14 days: there is nothing recent to judge.",
  "cli.alarms.evenings": "Evenings",
  "cli.alarms.left_out":
    "{rows, plural, one {# row} other {# rows}} could not be read and left out.",
  "cli.alarms.per_quarter": "Per quarter of a year",
  "cli.alarms.summary":
    "Asked on {evenings, plural, one {# evening} other {# evenings}}, the anomaly detector would have raised {total, plural, =0 {no alarm} one {# alarm} other {# alarms}}: {rate, number} per quarter of a year.",
  "anomaly.level_shift.advice": "See whether the new pace is the one you want.",
  "anomaly.level_shift.description":
    "Since {since} you have had {after, number} sessions a day; before it was {before, number}.",
  "anomaly.level_shift.name": "New pace",
  "anomaly.level_shift.tip":
    "{variant, select, 2 {Adapt your daily goal to the new pace.} other {If it is only for a while, nothing needs to change.}}",
  "anomaly.nothing":
    "{known, select, beside {There was no sudden change in the last seven days; a slower one is described under trends and load.} all {Nothing in the last days is outside your usual range: at most the last seven are tested, against the weeks before.} other {Nothing that could be tested yet is outside your usual range: at most the last seven days are tested, against the weeks before.}}",
  "anomaly.overwork_spike.advice": "Mind your rest.",
  "anomaly.overwork_spike.description":
    "{current, number} sessions a day in the last days, {percent} % more than the {baseline, number} usual on such weekdays.",
  "anomaly.overwork_spike.name": "More sessions than usual",
  "anomaly.overwork_spike.tip":
    "{variant, select, 2 {Prefer quality over quantity.} other {Keep the breaks between sessions.}}",
  "anomaly.productivity_drop.advice": "Consider longer breaks.",
  "anomaly.productivity_drop.description":
    "Ratings of the last three days average {current, number} of 100, {points, plural, one {# point} other {# points}} below the {baseline, number} of the four weeks before.",
  "anomaly.productivity_drop.name": "Lower ratings",
  "anomaly.productivity_drop.tip":
    "{variant, select, 2 {Consider working in another place.} other {Consider a rest.}}",
  "anomaly.quality_decline.advice": "It may be time for a change.",
  "anomaly.quality_decline.description":
    "Your latest {count, plural, one {rating is} other {# ratings are all}} below your usual {baseline, number} of 100; the average is {recent, number}.",
  "anomaly.quality_decline.name": "A run of low ratings",
  "anomaly.quality_decline.tip":
    "{variant, select, 2 {Consider shorter sessions.} other {Consider another kind of task.}}",
  "anomaly.streak_break.advice": "A pause is fine.",
  "anomaly.streak_break.description":
    "{returned, select, yes {After {streak} days in a row you paused for {gap, plural, one {# day} other {# days}} from {since} on.} other {After {streak} days in a row you have paused for {gap, plural, one {# day} other {# days}}, since {since}.}}",
  "anomaly.streak_break.name": "Streak ended",
  "anomaly.streak_break.tip":
    "{variant, select, 2 {Begin again with one short session.} other {Set yourself a small goal for the next days.}}",
  "anomaly.unusual_hours.advice": "Consider regular hours.",
  "anomaly.unusual_hours.description":
    "{unusual} of {sessions, plural, one {# session} other {# sessions}} of the last three days began at hours that are rare for you; half of your sessions begin between {from}:00 and {to}:59.",
  "anomaly.unusual_hours.name": "Unusual hours",
  "anomaly.unusual_hours.tip":
    "{variant, select, 2 {Compare how you rate sessions at these hours with your others.} other {Consider returning to your usual hours.}}",
} as const;

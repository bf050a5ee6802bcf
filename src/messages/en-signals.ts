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
    "Your recent sessions on {category} were rated {score} % on average.",
  "quality.factor.category.name":
    "{type, select, positive {Good results with this category} other {Weaker results with this category}}",
  "quality.factor.day.description":
    "{weekday, select, 1 {On Mondays} 2 {On Tuesdays} 3 {On Wednesdays} 4 {On Thursdays} 5 {On Fridays} 6 {On Saturdays} other {On Sundays}} your recent sessions were rated {score} % on average.",
  "quality.factor.day.name": "{type, select, positive {Good weekday} other {Weaker weekday}}",
  "quality.factor.fatigue.description":
    "This would be session {session} of the day; such sessions were rated {score} % on average.",
  "quality.factor.fatigue.name": "{type, select, positive {Fresh} other {Several sessions done}}",
  "quality.factor.hour.description":
    "Your recent sessions begun around {hour}:00 were rated {score} % on average.",
  "quality.factor.hour.name":
    "{type, select, positive {Good time of day} other {Weak time of day}}",
  "quality.factor.preset.description":
    "Your recent sessions with {preset} were rated {score} % on average.",
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
} as const;

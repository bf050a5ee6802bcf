/** English texts of answers: predictions, recommendations, tips. Merged into `en.ts`. */
export const enAnswers = {
  // How a person's energy is expected to run at an hour.
  "energy.high": "You usually rate sessions at this hour above your average.",
  "energy.moderate": "This hour is about your average.",
  "energy.low": "You usually rate sessions at this hour below your average.",
  "energy.declining": "Ratings usually fall over the next hours: plan a break, or lighter work.",
  "energy.clock.high":
    "Mornings suit demanding work for many people. Rate sessions to learn what is true of you.",
  "energy.clock.moderate":
    "Nothing speaks for or against this hour yet. Rate sessions to learn what is true of you.",
  "energy.clock.low":
    "Many people have a dip after lunch. Rate sessions to learn what is true of you.",
  "energy.clock.declining":
    "Many people tire in the afternoon. Rate sessions to learn what is true of you.",

  // Why a preset is recommended.
  "recommendation.reason.category":
    "Your recent sessions on {category} with {preset} were rated {mean} of 100 on average.",
  "recommendation.reason.explored":
    "To learn what suits you: {preset} is the best choice now with a probability of {probability}, {alternative} is the likeliest.",
  "recommendation.reason.familiar":
    "There are too few recent ratings yet; {preset} is what you have worked with before.",
  "recommendation.reason.no_clear_winner":
    "{preset} and {alternative} do about equally well for you at this time.",
  "recommendation.reason.overall":
    "Your recent sessions with {preset} were rated {mean} of 100 on average.",
  "recommendation.reason.time_of_day":
    "Between {fromHour}:00 and {toHour}:00 your recent sessions with {preset} were rated {mean} of 100 on average.",
  "recommendation.reason.untried":
    "You have not rated a session with {preset} yet, and nothing speaks against trying it.",
  "recommendation.reason.usual_for_time":
    "There are too few rated sessions yet; {preset} is what people usually choose around {hour}:00.",

  // The one sentence beside a week's forecast.
  "week.tip.best_category":
    "The highest rating is to be expected on {category}, {mean, number} of 100.",
  "week.tip.best_category.alike":
    "The highest rating is to be expected on {category}, {mean, number} of 100, but its lead may be chance.",
  "week.tip.best_hour": "Sessions begun around {hour}:00 are probably among your best.",
  "week.tip.not_enough": "Rate a few more sessions and this will become a tip of your own.",
} as const;

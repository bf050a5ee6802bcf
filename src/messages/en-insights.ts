/** English texts of what a person's own history tells. Merged into `en.ts`. */
export const enInsights = {
  // Achievements, and which one is closest.
  "achievement.name.categories_5": "Five kinds of work",
  "achievement.name.deep_work_100": "A hundred Deep Work sessions",
  "achievement.name.deep_work_25": "Twenty-five Deep Work sessions",
  "achievement.name.first_session": "First session",
  "achievement.name.hours_10": "Ten hours of focus",
  "achievement.name.hours_100": "A hundred hours of focus",
  "achievement.name.hours_50": "Fifty hours of focus",
  "achievement.name.hours_500": "Five hundred hours of focus",
  "achievement.name.ratings_50": "Fifty ratings",
  "achievement.name.sessions_10": "Ten sessions",
  "achievement.name.sessions_100": "A hundred sessions",
  "achievement.name.sessions_1000": "A thousand sessions",
  "achievement.name.sessions_50": "Fifty sessions",
  "achievement.name.sessions_500": "Five hundred sessions",
  "achievement.name.streak_100": "A hundred days in a row",
  "achievement.name.streak_3": "Three days in a row",
  "achievement.name.streak_30": "Thirty days in a row",
  "achievement.name.streak_7": "Seven days in a row",
  "achievement.reason.all_reached": "Every achievement is reached.",
  "achievement.reason.begun": "“{name}” is begun: keep going.",
  "achievement.reason.in_progress": "“{name}” is closest: {progress} of {target}.",
  "achievement.reason.start": "Start with “{name}”.",

  // How varied the last days were.
  "diversity.in_a_row":
    "{category} came {sessions, plural, one {# time} other {# times}} in a row on {date}.",
  "diversity.not_enough":
    "{sessions, plural, =0 {No session} one {One session} other {# sessions}} in the last days: too few to speak of variety, {need} would do.",
  "diversity.overloaded":
    "{category} took {sessions} of {total, plural, one {# session} other {# sessions}} since {date}.",
  "diversity.varied":
    "{sessions, plural, one {One session} other {# sessions}} since {date}, and no category stands out.",

  // When work goes well.
  "pattern.recommendation.keep_collecting":
    "Rate a few more sessions and this will become advice of your own.",
  "pattern.recommendation.narrow_working_hours":
    "Your sessions are spread over {hours, plural, one {# hour} other {# hours}} of the day: try a narrower working window.",
  "pattern.recommendation.plan_hard_work":
    "Plan demanding work around {hour}:00, when your sessions are rated best.",
  "pattern.recommendation.rate_more_sessions":
    "Only {rated, plural, one {# session is} other {# sessions are}} rated: rate more of them and the picture gets clearer.",
  "pattern.warning.declining":
    "Your ratings have been falling for {days, plural, one {# day} other {# days}}.",

  // Which theme suits a weekday.
  "theme.reason.insufficient_data":
    "Too few sessions {weekday, select, 1 {on Mondays} 2 {on Tuesdays} 3 {on Wednesdays} 4 {on Thursdays} 5 {on Fridays} 6 {on Saturdays} other {on Sundays}} to recommend a theme.",
  "theme.reason.often_used":
    "{weekday, select, 1 {On Mondays} 2 {On Tuesdays} 3 {On Wednesdays} 4 {On Thursdays} 5 {On Fridays} 6 {On Saturdays} other {On Sundays}} you work on {theme} most often.",
  "theme.reason.rated_best":
    "{weekday, select, 1 {On Mondays} 2 {On Tuesdays} 3 {On Wednesdays} 4 {On Thursdays} 5 {On Fridays} 6 {On Saturdays} other {On Sundays}} your sessions on {theme} were rated {mean} of 100 on average.",
  "theme.reason.rated_best_overall":
    "Your sessions on {theme} were rated {mean} of 100 on average; {weekday, select, 1 {on Mondays} 2 {on Tuesdays} 3 {on Wednesdays} 4 {on Thursdays} 5 {on Fridays} 6 {on Saturdays} other {on Sundays}} there are few of them yet.",

  // Learning everything afresh.
  "train.no_data": "There is no session to learn from yet.",

  // What is said about one week.
  "weekly.tip.best_category":
    "{category} was rated best in this week, {mean, number} of 100 on average.",
  "weekly.tip.best_hour": "Sessions begun around {hour}:00 were rated best in this week.",
  "weekly.tip.even":
    "Ratings of this week differ by no more than chance between categories and hours.",
  "weekly.tip.fall":
    "Ratings were {points, plural, one {# point} other {# points}} lower than on the same days of the week before: keep some room for rest.",
  "weekly.tip.not_enough": "Rate a few sessions in a week and it will get a tip of its own.",
  "weekly.tip.rise":
    "Ratings were {points, plural, one {# point} other {# points}} higher than on the same days of the week before: look at what you did differently.",
} as const;

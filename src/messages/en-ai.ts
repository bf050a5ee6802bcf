/** English texts of the answers that a language model may word: what is said without one. Merged into `en.ts`. */
export const enAi = {
  "ai.fallback.message":
    "{reason, select, not_configured {No language model is set up: this answer is worded by rules.} too_slow {The language model did not answer in time: this answer is worded by rules.} over_budget {The budget for language models is spent: this answer is worded by rules.} unusable_answer {The language model's answer could not be used: this one is worded by rules.} other {The language model cannot be reached: this answer is worded by rules.}}",

  // The briefing of a morning.
  "ai.briefing.greeting":
    "{variant, select, 0 {Good morning.} 1 {Good morning, a new day begins.} other {Good morning, here is your day.}}",
  "ai.briefing.yesterday.none":
    "{variant, select, 0 {Yesterday was free of sessions.} 1 {There was no session yesterday.} other {Yesterday you had a day without sessions.}}",
  "ai.briefing.yesterday.unrated":
    "{sessions, plural, one {Yesterday brought one session} other {Yesterday brought # sessions}}, none of them rated.",
  "ai.briefing.yesterday.rated":
    "{variant, select, 0 {{sessions, plural, one {Yesterday brought one session, rated {rating} of 100.} other {Yesterday brought # sessions, rated {rating} of 100 on average.}}} 1 {{sessions, plural, one {Behind you is a day with one session, rated {rating} of 100.} other {Behind you is a day with # sessions and an average rating of {rating} of 100.}}} other {{sessions, plural, one {You did one session yesterday and it was rated {rating} of 100.} other {You did # sessions yesterday; on average they were rated {rating} of 100.}}}}",
  "ai.briefing.yesterday.empty":
    "Nothing is known yet: the first session will be the beginning of your history.",
  "ai.briefing.today.unknown":
    "There are too few sessions to forecast the day; {sessions, plural, one {one session is} other {# sessions are}} enough to begin with.",
  "ai.briefing.today.forecast":
    "{variant, select, 0 {{sessions, plural, =0 {On a day like this you usually have no session.} one {Expect about one session on a day like this.} other {Expect about # sessions on a day like this.}}} 1 {{sessions, plural, =0 {A day without sessions is the likeliest.} one {One session is the likeliest outcome of the day.} other {# sessions are the likeliest outcome of the day.}}} other {{sessions, plural, =0 {The day will probably stay free of sessions.} one {The day will probably bring one session.} other {The day will probably bring # sessions.}}}}",
  "ai.briefing.productivity": "The expected rating is {rating} of 100.",
  "ai.briefing.productivity.unknown": "There are too few ratings to expect one.",
  "ai.briefing.plan":
    "{variant, select, 0 {A good start is {time} with {preset}.} 1 {Begin at {time} if you can; {preset} suits that hour.} other {{preset} at {time} is a good way to begin.}}",
  "ai.briefing.plan.none": "No session is planned for the rest of the day.",
  "ai.briefing.streak":
    "{days, plural, one {You have completed a session on one day in a row.} other {You have completed sessions on # days in a row.}}",
  "ai.briefing.paused":
    "Your last session was {days, plural, one {one day} other {# days}} ago; a short one is a good way back.",
  "ai.briefing.category": "{category} is what you rate best on this weekday.",
  "ai.briefing.slot.activity": "Work on {category}.",
  "ai.briefing.slot.activity.any": "Work on what matters most today.",
  "ai.briefing.slot.reason": "A rating of {rating} of 100 is expected at this hour.",
  "ai.briefing.slot.reason.unknown":
    "This hour is customary; your ratings do not speak for any yet.",
  "ai.briefing.free": "Go outside for a while, without a plan.",
  "ai.briefing.free.reason": "The day will probably stay free; let it.",
  "ai.briefing.free.when": "Whenever it suits you.",
  "ai.briefing.action": "Leave the desk between two sessions and walk a little.",
  "ai.briefing.action.reason": "Breaks are part of the plan, and they are short.",
  "ai.briefing.action.when": "After the first session.",
  "ai.briefing.wellbeing.good": "The load of the last days is within your usual range.",
  "ai.briefing.wellbeing.noted":
    "The load of the last days is near your usual, with something to note.",
  "ai.briefing.wellbeing.warning": "The load of the last days is somewhat above your usual.",
  "ai.briefing.wellbeing.concern": "The load of the last days is clearly above your usual.",
  "ai.briefing.wellbeing.unknown": "There are too few sessions to judge the load of the last days.",
  "ai.briefing.wellbeing.suggestion.good": "Keep your breaks as they are.",
  "ai.briefing.wellbeing.suggestion.warning": "Plan one longer break today.",
  "ai.briefing.wellbeing.suggestion.concern": "Consider fewer sessions today, or a day off.",
  "ai.briefing.motivation":
    "{variant, select, 0 {One session at a time is enough.} 1 {A calm beginning carries the whole day.} 2 {What counts is to begin; the rest follows.} 3 {Small steps make a good day.} other {Choose one thing and give it your attention.}}",

  // The review of an evening.
  "ai.review.plan":
    "{done, plural, =0 {No session was completed} one {One session was completed} other {# sessions were completed}}; in the morning {expected, plural, =0 {none was expected} one {one was expected} other {# were expected}}.",
  "ai.review.plan.unknown":
    "{done, plural, =0 {No session was completed} one {One session was completed} other {# sessions were completed}}; in the morning there were too few to forecast the day.",
  "ai.review.well.reached": "The day brought as many sessions as were expected, or more.",
  "ai.review.well.rating": "The average rating was {rating} of 100.",
  "ai.review.well.best": "The session begun at {time} was rated best, with {rating} of 100.",
  "ai.review.well.rest": "A day without sessions is rest, too.",
  "ai.review.improve.rate": "Rate your sessions: then the next plan knows more about you.",
  "ai.review.improve.short":
    "The day was quieter than expected; one session more may fit tomorrow.",
  "ai.review.mood.unknown": "There are too few ratings to say how the day went on.",
  "ai.review.mood.steady": "Ratings stayed about the same through the day.",
  "ai.review.mood.up": "Ratings rose through the day.",
  "ai.review.mood.down": "Ratings fell through the day.",
  "ai.review.tomorrow.expect":
    "{sessions, plural, =0 {Tomorrow will probably be free of sessions.} one {Expect about one session tomorrow.} other {Expect about # sessions tomorrow.}}",
  "ai.review.tomorrow.unknown": "There are too few sessions to forecast tomorrow.",
  "ai.review.tomorrow.theme": "The category {category} suits tomorrow's weekday.",
  "ai.review.streak.none": "There is no run of days at the moment; any session begins one.",
  "ai.review.closing":
    "{variant, select, 0 {The day is done; leave work where it is.} 1 {Let the evening be yours.} 2 {Enough for today: rest is part of the work.} other {Close the day with something pleasant.}}",

  // One insight out of all models.
  "ai.insight.focus.load": "Bring the load of the last days back to your usual.",
  "ai.insight.focus.anomaly": "Look at what changed in the last days.",
  "ai.insight.focus.schedule": "Put demanding work into your best hours.",
  "ai.insight.focus.begin": "Begin with a first session.",
  "ai.insight.focus.steady": "Keep to the plan of the day.",
  "ai.insight.title.load": "Load above your usual",
  "ai.insight.title.anomaly": "Something changed",
  "ai.insight.title.schedule": "Your best hours",
  "ai.insight.title.begin": "A beginning",
  "ai.insight.title.steady": "The plan of the day",
  "ai.insight.schedule": "The best hours of the day are {from} to {to}.",
  "ai.insight.begin": "With a first rated session there will be something to say.",
  "ai.insight.steady": "Ratings do not set any hour apart from the others yet.",
  "ai.insight.agree.calm":
    "Load and recent days both look like your usual: they are tested against your own weeks before.",
  "ai.insight.agree.slow":
    "Neither load nor single days stand out; ratings or sessions have changed slowly all the same.",
  "ai.insight.agree.noted":
    "Single days do not stand out, and the load is near your usual, with something to note.",
  "ai.insight.agree.strained": "Load and recent days both differ from your usual.",
  "ai.insight.conflict": "Load and recent days tell different things; the load comes first.",
  "ai.insight.resolution": "Wellbeing comes first, then the plan of the day, then performance.",
  "ai.insight.now.begin": "Begin one session now.",
  "ai.insight.now.rest": "Take a longer break now.",
  "ai.insight.now.next": "The next good start is {time}.",
  "ai.insight.today":
    "{sessions, plural, =0 {Leave the rest of the day free.} one {Plan one more session today.} other {Plan # more sessions today.}}",
  "ai.insight.week":
    "{sessions, plural, =0 {No session is expected this week.} one {About one session is expected this week.} other {About # sessions are expected this week.}}",
  "ai.insight.today.unknown": "There are too few sessions to plan the day by them.",
  "ai.insight.week.unknown": "There are too few sessions to forecast the week.",
  "ai.insight.theme": "Most of your recent sessions were on {category}.",
  "ai.insight.theme.none": "No theme stands out yet.",
  "ai.insight.pattern.improving": "Ratings of the last two weeks are rising.",
  "ai.insight.pattern.declining": "Ratings of the last two weeks are falling.",
  "ai.insight.pattern.stable": "Ratings of the last two weeks show no trend.",
  "ai.insight.pattern.insufficient_data": "There are too few ratings to see a trend.",
  "ai.insight.confidence":
    "This rests on {sessions, plural, =0 {no session yet} one {one session} other {# sessions}}.",

  // The load of the last days.
  "ai.load.calm": "Nothing in the last days speaks of a load above your usual.",
  "ai.load.duration": "The last seven days.",
  "ai.load.monitoring.calm": "Look again in a week.",
  "ai.load.monitoring.close": "Look again tomorrow.",
  "ai.load.immediate.calm": "Keep your rhythm of work and breaks.",
  "ai.load.immediate.strained": "Plan a longer break today.",
  "ai.load.short.calm": "Keep one day of the week free.",
  "ai.load.short.strained": "Plan fewer sessions for the next days.",
  "ai.load.long": "Compare your weeks and keep those that felt right.",
  "ai.load.evidence": "Its part of the score is {points} of 100.",
  "ai.load.checkins": "Today's check-in comes to {points} of 100.",

  "ai.anomaly.evidence.chance": "Luck alone would seldom show this much.",

  // The next session in words.
  "ai.quality.neutral.hour": "This hour is close to your average.",
  "ai.quality.neutral.day": "This weekday is close to your average.",
  "ai.quality.neutral.preset": "This preset is close to your average.",
  "ai.quality.neutral.category": "This category is close to your average.",
  "ai.quality.neutral.fatigue": "The place in the day changes little.",
  "ai.quality.neutral.recovery": "The rest before it changes little.",
  "ai.quality.action": "Begin when you are ready.",

  "ai.schedule.reason": "A rating of {rating} of 100 is expected here.",
  "ai.schedule.break.short": "Stretch and look into the distance.",
  "ai.schedule.break.long": "Go for a walk or have something to eat.",
  "ai.schedule.full": "The day has no room for more sessions.",
  "ai.schedule.few": "The plan follows how many sessions the day is still likely to bring.",

  // Challenges, quests, a sentence to go on with.
  "ai.challenge.free.title": "A free day",
  "ai.challenge.free.text":
    "{sessions, plural, one {Nothing has to be done today; if you feel like it, one session is plenty.} other {Nothing has to be done today; if you feel like it, # sessions are plenty.}}",
  "ai.challenge.sessions.title": "A steady day",
  "ai.challenge.sessions.text":
    "{sessions, plural, one {Complete one session today.} other {Complete # sessions today.}}",
  "ai.challenge.morning.title": "An early start",
  "ai.challenge.morning.text":
    "{sessions, plural, one {Complete one session before {time}.} other {Complete # sessions before {time}.}}",
  "ai.challenge.deep.title": "Undisturbed",
  "ai.challenge.deep.text":
    "{sessions, plural, one {Complete one session with {preset}.} other {Complete # sessions with {preset}.}}",
  "ai.challenge.category.title": "One theme",
  "ai.challenge.category.text":
    "{sessions, plural, one {Complete one session on {category}.} other {Complete # sessions on {category}.}}",
  "ai.quest.sessions.title": "The week's work",
  "ai.quest.sessions.text":
    "{sessions, plural, one {Complete one session this week.} other {Complete # sessions this week.}}",
  "ai.quest.category.title": "A theme for the week",
  "ai.quest.category.text":
    "{sessions, plural, one {Complete one session on {category} this week.} other {Complete # sessions on {category} this week.}}",
  "ai.quest.days.title": "Day by day",
  "ai.quest.days.text":
    "{days, plural, one {Have a session on one day of this week.} other {Have a session on # days of this week.}}",
  "ai.motivation.begin":
    "{variant, select, 0 {The first session is the one that counts most.} 1 {Begin with one short session; the rest follows.} other {Choose one thing and give it your attention.}}",
  "ai.motivation.start":
    "{expected, plural, =0 {No session is expected today, and any is welcome.} one {One session is expected today: begin when you are ready.} other {# sessions are expected today: begin with the first.}}",
  "ai.motivation.going":
    "{done, plural, one {One session is done} other {# sessions are done}} and {left, plural, one {one more is} other {# more sessions are}} likely today.",
  "ai.motivation.reached":
    "{done, plural, one {One session is done} other {# sessions are done}}: that is as many as were expected today.",
  "ai.motivation.done":
    "{done, plural, one {One session is done} other {# sessions are done}} today: a good beginning.",
  "ai.motivation.paused": "After a pause, one short session is enough to begin again.",

  "ai.next.topic": "Go on with {task}",
  "ai.next.topic.any": "Choose one open task in {category}",
  "ai.next.topic.plan": "Plan the next steps in {category}",
  "ai.next.topic.review": "Look back at {category}",
  "ai.next.reason.best": "You rate {category} high on this weekday.",
  "ai.next.reason.usual": "{category} is what you work on most.",
  "ai.next.reason.variety": "{category} would bring variety today.",
  "ai.next.reason.begin": "A first session in {category} is a beginning.",
  "ai.expand.resources":
    "• Notes and results of your earlier sessions on {topic}\n• The official documentation of what {topic} is about\n• One example that somebody else has solved\n• A colleague or a forum for the questions that remain",
  "ai.expand.resources.own":
    "• Your recent tasks in {category}: {tasks}\n• Notes and results of your earlier sessions on {topic}\n• The official documentation of what {topic} is about\n• A colleague or a forum for the questions that remain",
  "ai.expand.steps":
    "• Write down what should be true at the end of {topic}\n• Split it into parts that fit one session each\n• Begin with the smallest part\n• Check the result and note what comes next",
  "ai.expand.time":
    "• {topic} may take several sessions; plan the first alone\n• Decide after it how many more there will be\n• Keep a break between two sessions\n• Stop when the result is good enough",
  "ai.expand.time.own":
    "• Your recent sessions in {category} took {minutes} on average\n• Plan the first session on {topic} alone\n• Decide after it how many more there will be\n• Keep a break between two sessions",
  "ai.expand.connection":
    "• {topic} belongs to {category}\n• What you learn there is of use in other tasks of {category}\n• Note where it touches your other work\n• Come back to it when such a task is next",
  "ai.expand.connection.own":
    "• {topic} belongs to {category}, with {sessions, plural, one {one session} other {# sessions}} in the last 30 days\n• It goes on from these tasks: {tasks}\n• Note where it touches your other work\n• Come back to it when such a task is next",
  "ai.learning.gap":
    "{sessions, plural, =0 {There was no session in {category} in the last 30 days.} one {There was one session in {category} in the last 30 days.} other {There were # sessions in {category} in the last 30 days.}}",
  "ai.learning.level":
    "{level, select, 1 {Beginning} 2 {Basics} 3 {Solid} 4 {Advanced} other {Experienced}}",
  "ai.learning.topic": "Go on with {category}",
  "ai.learning.topic.reason": "{percent} of your recent sessions were on {category}.",
  "ai.learning.topic.begin": "A category that had little time lately.",
  "ai.learning.path": "Choose one task, finish it, and note what you learned.",
  "ai.learning.balance.too_much":
    "{category} takes most of your time; another category may follow.",
  "ai.learning.balance.balanced": "{category} has its share.",
  "ai.learning.balance.too_little": "{category} has had little time lately.",
  "ai.learning.tip.rate": "Rate your sessions: then it shows which category goes well.",
  "ai.learning.tip.name": "Give sessions a task: then topics can be suggested.",
  "ai.learning.tip.vary": "Plan one session of the week for a category that had little time.",
  "ai.learning.summary":
    "{sessions, plural, =0 {There is no session of the last 30 days to learn from.} one {This rests on one session of the last 30 days.} other {This rests on # sessions of the last 30 days.}}",
  // What a person's own notes come to.
  "ai.notes.count":
    "{sessions, plural, one {One session of the last 30 days has a note.} other {# sessions of the last 30 days have a note.}}",
  "ai.notes.topics": "Your notes mention {topics}.",
  "ai.notes.rating":
    "Sessions with a note were rated {noted} of 100 on average, those without one {plain} of 100.",
  "ai.learning.market": "No data about the job market are used, so nothing is said about it.",
} as const;

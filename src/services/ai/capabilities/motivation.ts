import type { Motivation, MotivationQuery } from "../../../schemas/ai-suggestions.ts";
import { MINUTE_MS } from "../capability.ts";
import { sessions } from "../drafting/amount.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";

export interface MotivationQuestion {
  readonly mood: string;
}

export function readMotivationQuestion({ mood = "" }: MotivationQuery): MotivationQuestion {
  return { mood: mood.slice(0, 120) };
}

/** Maximum length of the message in characters. */
const MAX_LENGTH = 199;
/** After this many days without a session the message addresses the pause. */
const PAUSED_DAYS = 7;

/** One motivating sentence. */
export const motivation = defineCapability<MotivationQuestion, Pick<Motivation, "message">>({
  name: "motivation",
  deadlineMs: 7000,
  ttlMs: 15 * MINUTE_MS,
  fixedFor: "facts",
  parameters: () => ({}),
  asked: ({ mood }) => ({ mood }),
  compose(person, draft) {
    const key = say(person, draft);
    return (text) => ({ message: text(key) });
  },
});

function say(person: Person, draft: TextDraft): string {
  const message = draft.say.bind(draft, "message", MAX_LENGTH);
  const begin = { variant: String(person.day % 3) };
  if (!person.hasSessions) return message("ai.motivation.begin", begin);
  const since = person.daysSinceLast();
  if (since === undefined || since >= PAUSED_DAYS) return message("ai.motivation.paused");
  const forecast = person.forecast();
  const { completed_sessions: done, predicted_sessions, remaining_sessions } = forecast;
  if (forecast.data.status !== "ready") {
    return done === 0
      ? message("ai.motivation.begin", begin)
      : message("ai.motivation.done", { done: sessions(done) });
  }
  if (done === 0) return message("ai.motivation.start", { expected: sessions(predicted_sessions) });
  return remaining_sessions > 0
    ? message("ai.motivation.going", { done: sessions(done), left: sessions(remaining_sessions) })
    : message("ai.motivation.reached", { done: sessions(done) });
}

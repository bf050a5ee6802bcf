import type { People, PersonNow } from "../ports.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * Sets the language of an answer to the person's own, when the request has no preference.
 *
 * @returns nothing when the language is set; otherwise a promise that never rejects, and until it resolves the answer has
 * the person's last known language
 */
export type SpeakToPerson = (context: RequestContext) => Promise<void> | undefined;

export function speakToPeople(people: Pick<People, "current" | "last">): SpeakToPerson {
  return (context) => {
    const { principal } = context;
    if (context.askedFor !== undefined || principal === undefined) return undefined;
    const { userId } = principal;
    const speak = (person: PersonNow | undefined) => context.speak(person?.language);
    try {
      const person = people.current(userId);
      if (!(person instanceof Promise)) {
        speak(person);
        return undefined;
      }
      speak(people.last(userId));
      // A database failure is reported by the handler, which needs the database too.
      return person.then(speak, () => {});
    } catch {
      speak(people.last(userId));
      return undefined;
    }
  };
}

import type { People, PersonNow } from "../ports.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * Has an answer speak the language that the person who asks has chosen, where the request does not care.
 *
 * @returns nothing when that is done, otherwise what to wait for, which does not fail; until then the answer speaks as
 * this person was last known to want it
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
      // Whatever else needs the database reports that it cannot be read.
      return person.then(speak, () => {});
    } catch {
      speak(people.last(userId));
      return undefined;
    }
  };
}

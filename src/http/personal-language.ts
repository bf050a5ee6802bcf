import type { People, PersonState } from "../ports.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * Sets the language of an answer to the person's own, when the request has no preference.
 *
 * @returns nothing when the language is set; otherwise a promise that never rejects, and until it resolves the answer has
 * the person's last known language
 */
export type SetPersonalLanguage = (context: RequestContext) => Promise<void> | undefined;

export function personalLanguage(people: Pick<People, "current" | "last">): SetPersonalLanguage {
  return (context) => {
    const { principal } = context;
    if (context.askedFor !== undefined || principal === undefined) return undefined;
    const { userId } = principal;
    const setLanguage = (person: PersonState | undefined) => context.setLanguage(person?.language);
    try {
      const person = people.current(userId);
      if (!(person instanceof Promise)) {
        setLanguage(person);
        return undefined;
      }
      setLanguage(people.last(userId));
      // A database failure is reported by the handler, which needs the database too.
      return person.then(setLanguage, () => {});
    } catch {
      setLanguage(people.last(userId));
      return undefined;
    }
  };
}

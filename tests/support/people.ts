import type { People, PersonNow } from "../../src/ports.ts";

/**
 * People whose settings a test decides.
 *
 * @param beforeReading may throw what the database would
 */
export function peopleOf(
  personOf: (userId: string) => Omit<PersonNow, "language">,
  beforeReading: () => void = () => {},
): People {
  const last = (userId: string): PersonNow => ({ ...personOf(userId), language: undefined });
  return {
    current(userId) {
      beforeReading();
      return last(userId);
    },
    last,
    forget() {},
    usual: { cut: personOf("").cut, language: undefined },
  };
}

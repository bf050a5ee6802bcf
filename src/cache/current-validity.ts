import type { Clock, People, PersonState } from "../ports.ts";
import type { CacheRequest } from "./cache-request.ts";
import type { Validity } from "./cached-answer.ts";
import { timeContext } from "./time-context.ts";

/** The validity that an answer to a request needs now. */
export interface CurrentValidity {
  of(request: CacheRequest): Promise<Validity>;
  /** The same, synchronously; nothing when it has to be awaited. */
  atOnce(request: CacheRequest, nowMs: number): Validity | undefined;
  /** The same, for a known state of the person. */
  ofPerson(person: PersonState, request: CacheRequest, nowMs: number): Validity;
  /** Whether an answer uses the person's last known day cut; nothing when none is known. */
  isCutAsKnown({ userId }: CacheRequest, { context }: Validity): boolean | undefined;
}

export interface CurrentValidityParts {
  readonly clock: Clock;
  readonly people: People;
}

export function createCurrentValidity({ clock, people }: CurrentValidityParts): CurrentValidity {
  const contextOf = timeContext();

  function ofPerson(
    { version, cut }: PersonState,
    { route }: CacheRequest,
    nowMs: number,
  ): Validity {
    return { version, context: contextOf(cut, route.policy.bucket, nowMs) };
  }

  return {
    ofPerson,
    async of(request) {
      return ofPerson(await people.current(request.userId), request, clock.now());
    },
    atOnce(request, nowMs) {
      try {
        const person = people.current(request.userId);
        if (!(person instanceof Promise)) return ofPerson(person, request, nowMs);
        // The caller continues with `of`, which reports a failure.
        person.catch(() => {});
      } catch {
        // `of` reports this failure too.
      }
      return undefined;
    },
    isCutAsKnown({ userId }, { context }) {
      const person = people.last(userId);
      if (person === undefined) return undefined;
      const place = contextOf(person.cut, "none", clock.now());
      return context === place || context.startsWith(`${place} `);
    },
  };
}

import { OWNER, type Principal } from "../../src/domain/principal.ts";
import type { CredentialSource, Identify } from "../../src/ports.ts";

/** Takes the user's name from a header, as authentication takes it from a credential; the owner's when it is absent. */
export function identifyByHeader(name: string): Identify {
  const principalOf = ({ headers }: CredentialSource): Principal => ({
    ...OWNER,
    userId: String(headers[name] ?? OWNER.userId),
  });
  return {
    known: (request) => ({ principal: principalOf(request), isStillGood: () => true }),
    verify: async (request) => principalOf(request),
  };
}

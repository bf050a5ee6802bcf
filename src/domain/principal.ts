/**
 * Permissions of a credential: reading, recording, asking a language model, operating the service, acting for others.
 */
export const SCOPES = ["read", "write", "ai", "admin", "act"] as const;
export type Scope = (typeof SCOPES)[number];

/** The authenticated caller: the user whose data a request is about, and the permissions. */
export interface Principal {
  readonly userId: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Group whose requests share a rate limit; when absent, all requests of an address share one. */
  readonly caller?: string;
}

/**
 * The only user of a service without authentication. It has every permission but `act`, since there is nobody to act
 * for.
 */
export const OWNER: Principal = {
  userId: "default",
  scopes: new Set<Scope>(["read", "write", "ai", "admin"]),
};

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}

/** Characters that are safe in a header, a log line and a shell. The length fits every database. */
const USER_ID = /^[!-~]{1,200}$/;

/** Whether a text is a valid user id: 1–200 visible ASCII characters. */
export function isUserId(text: string): boolean {
  return USER_ID.test(text);
}

/** Reason why a credential is refused. */
export type Refusal = "missing" | "invalid" | "expired";

/** Result of verifying a credential. */
export type Verified =
  | { readonly principal: Principal }
  | { readonly principal?: undefined; readonly refusal: Refusal };

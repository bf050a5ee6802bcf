/** What a credential allows: reading, recording, asking a language model, operating the service, speaking for others. */
export const SCOPES = ["read", "write", "ai", "admin", "act"] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks: whose data a request is about, and what may be done with it. */
export interface Principal {
  readonly userId: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Whose requests are counted together, within a limit on them; all of an address when absent. */
  readonly caller?: string;
}

/** The one user of a service without authentication, who may do everything; there is nobody else to speak for. */
export const OWNER: Principal = {
  userId: "default",
  scopes: new Set<Scope>(["read", "write", "ai", "admin"]),
};

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}

/** Safe in a header, a log line and a shell, and short enough for every database. */
const USER_ID = /^[!-~]{1,200}$/;

/** Whether a name can be that of a user: 1–200 visible ASCII characters. */
export function isUserId(text: string): boolean {
  return USER_ID.test(text);
}

/** Why nobody is let in. */
export type Refusal = "missing" | "invalid" | "expired";

/** What became of a credential. */
export type Verified =
  | { readonly principal: Principal }
  | { readonly principal?: undefined; readonly refusal: Refusal };

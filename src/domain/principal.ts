/** What a credential allows: reading, recording, asking a language model, operating the service, speaking for others. */
export type Scope = "read" | "write" | "ai" | "admin" | "act";

/** Who asks: whose data a request is about, and what may be done with it. */
export interface Principal {
  readonly userId: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** The one user of a service without authentication, who may do everything. */
export const OWNER: Principal = {
  userId: "default",
  scopes: new Set<Scope>(["read", "write", "ai", "admin", "act"]),
};

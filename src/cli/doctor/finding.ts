/** What one check found. */
export interface Finding {
  readonly check:
    | "configuration"
    | "time"
    | "database"
    | "privileges"
    | "schema"
    | "server"
    | "profiles"
    | "ratings"
    | "sessions"
    | "redis";
  /** `note` is worth knowing and needs nothing; `problem` needs somebody. */
  readonly status: "ok" | "note" | "problem";
  readonly detail: string;
  /** What to do about a problem. */
  readonly cure?: string;
}

export function ok(check: Finding["check"], detail: string): Finding {
  return { check, status: "ok", detail };
}

export function note(check: Finding["check"], detail: string): Finding {
  return { check, status: "note", detail };
}

export function problem(check: Finding["check"], detail: string, cure: string): Finding {
  return { check, status: "problem", detail, cure };
}

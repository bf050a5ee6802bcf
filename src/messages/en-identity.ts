/** English texts about keys and about who may do what. Merged into `en.ts`. */
export const enIdentity = {
  "cli.keys.created":
    "Key {name} of user {user} may: {scopes}. It is shown this once and stored nowhere:",
  "cli.keys.expires":
    "{has_end, select, true {It is valid until {expires_at}.} other {It is valid until it is revoked.}}",
  "cli.keys.line":
    "{prefix}  {name}, user {user}: {scopes}; {has_end, select, true {until {expires_at}} other {no end}}; {is_used, select, true {last used {last_used_at}} other {never used}}",
  "cli.keys.none": "There are no keys.",
  "cli.keys.not_asked_for":
    "The service does not ask for keys yet: start it with POMODORO_AUTH=keys.",
  "cli.keys.revoked":
    "Key {prefix} ({name}, user {user}) is revoked; within a second no running service accepts it.",
  "cli.keys.rotated": "The old key stays valid for {keep}.",
  "error.forbidden.title": "Not allowed",
  "error.forbidden.detail":
    "{scope, select, act {Acting for another user with X-Pomodoro-User requires a key with the scope act.} other {This requires a credential with the scope {scope}.}}",
  "error.identity_unavailable.title": "Identity cannot be checked",
  "error.identity_unavailable.detail":
    "The keys for verifying signed tokens cannot be fetched at the moment; try again shortly.",
  "error.key_not_found.title": "No such key",
  "error.key_not_found.detail": "There is no key with the id or prefix {id}.",
  "error.unauthenticated.title": "Not authenticated",
  "error.unauthenticated.detail":
    "{reason, select, missing {Send a key or token: Authorization: Bearer …, or X-API-Key: ….} expired {The key or token has expired.} other {The key or token is not valid.}}",
  "field.duration": "Must be a length of time such as 30m, 24h or 90d.",
  "field.user_id": "Must be 1 to 200 visible ASCII characters, without blanks.",
} as const;

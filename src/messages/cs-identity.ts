/** Czech texts about keys and about who may do what. Merged into `cs.ts`. */
export const csIdentity = {
  "cli.keys.created":
    "Klíč {name} pro osobu {user} umožňuje: {scopes}. Zobrazuje se jen teď a nikde není uložen:",
  "cli.keys.expires":
    "{has_end, select, true {Platí do {expires_at}.} other {Platí, dokud nebude zneplatněn.}}",
  "cli.keys.line":
    "{prefix}  {name}, osoba {user}: {scopes}; {has_end, select, true {do {expires_at}} other {bez konce platnosti}}; {is_used, select, true {naposledy použit {last_used_at}} other {dosud nepoužit}}",
  "cli.keys.none": "Žádné klíče neexistují.",
  "cli.keys.not_asked_for": "Služba zatím klíče nevyžaduje: spusťte ji s POMODORO_AUTH=keys.",
  "cli.keys.revoked":
    "Klíč {prefix} ({name}, osoba {user}) je zneplatněn; do sekundy ho žádná běžící služba nepřijme.",
  "cli.keys.rotated": "Starý klíč platí ještě {keep}.",
  "error.forbidden.title": "Nedovoleno",
  "error.forbidden.detail":
    "{scope, select, act {Jednat hlavičkou X-Pomodoro-User za někoho jiného smí jen klíč s oprávněním act.} other {K tomu je třeba oprávnění {scope}.}}",
  "error.identity_unavailable.title": "Totožnost nelze ověřit",
  "error.identity_unavailable.detail":
    "Klíče, kterými se ověřují podepsané tokeny, teď nelze získat; zkuste to za chvíli znovu.",
  "error.key_not_found.title": "Takový klíč neexistuje",
  "error.key_not_found.detail": "Klíč s označením {id} neexistuje.",
  "error.unauthenticated.title": "Nepřihlášený požadavek",
  "error.unauthenticated.detail":
    "{reason, select, missing {Připojte klíč nebo token: Authorization: Bearer …, nebo X-API-Key: ….} expired {Platnost klíče nebo tokenu vypršela.} other {Klíč nebo token neplatí.}}",
  "field.duration": "Musí být délka doby, například 30m, 24h nebo 90d.",
  "field.user_id": "Musí mít 1 až 200 viditelných znaků ASCII bez mezer.",
} as const;

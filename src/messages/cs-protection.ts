/** Czech texts of refusals that protect the service and its people. Merged into `cs.ts`. */
export const csProtection = {
  "error.expectation_failed.title": "Nesplnitelné očekávání",
  "error.expectation_failed.detail": "Hlavička Expect žádá něco, co tato služba neumí.",
  "error.foreign_origin.title": "Požadavek z jiného webu",
  "error.foreign_origin.detail":
    "Webová stránka jiného původu tu nesmí nic měnit. Nic se nezměnilo.",
  "error.host_invalid.title": "Neplatná hlavička Host",
  "error.host_invalid.detail": "Požadavek musí mít právě jednu hlavičku Host s platným jménem.",
  "error.metrics_incomplete.title": "Neúplné metriky",
  "error.metrics_incomplete.detail": "Jeden z procesů neoznámil své metriky včas.",
  "error.misdirected_request.title": "Nesprávný hostitel",
  "error.misdirected_request.detail": "Pod jménem uvedeným v požadavku tato služba neodpovídá.",
  "field.too_many_values": "Skládá se z více než {limit} hodnot.",
  "error.rate_limited.title": "Příliš mnoho požadavků",
  "error.rate_limited.detail":
    "Přišlo víc požadavků, než kolik jich v tomto období smí jeden volající poslat. Nic se nezměnilo; zkuste to znovu po době uvedené v Retry-After.",
} as const;

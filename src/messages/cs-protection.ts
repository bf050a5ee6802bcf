/** Czech texts of refusals that protect the service and its people. Merged into `cs.ts`. */
export const csProtection = {
  "error.foreign_origin.title": "Cizí stránka",
  "error.foreign_origin.detail":
    "Webová stránka jiného původu tu nesmí nic měnit. Nic se nezměnilo.",
  "error.host_invalid.title": "Nesrozumitelný hostitel",
  "error.host_invalid.detail": "Požadavek musí mít právě jednu hlavičku Host s platným jménem.",
  "error.misdirected_request.title": "Jiný hostitel",
  "error.misdirected_request.detail": "Pod jménem uvedeným v požadavku tato služba neodpovídá.",
} as const;

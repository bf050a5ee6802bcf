/** English texts of refusals that protect the service and its people. Merged into `en.ts`. */
export const enProtection = {
  "error.foreign_origin.title": "Not from a foreign page",
  "error.foreign_origin.detail":
    "A web page of another origin may not change anything here. Nothing was changed.",
  "error.host_invalid.title": "Host not understood",
  "error.host_invalid.detail": "The request needs exactly one Host header with a valid host name.",
  "error.misdirected_request.title": "Not this host",
  "error.misdirected_request.detail":
    "This service does not answer under the host name of the request.",
} as const;

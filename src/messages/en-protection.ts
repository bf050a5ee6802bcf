/** English texts of refusals that protect the service and its people. Merged into `en.ts`. */
export const enProtection = {
  "error.expectation_failed.title": "Expectation not met",
  "error.expectation_failed.detail":
    "The header Expect asks for something that this service does not do.",
  "error.foreign_origin.title": "Request from another site",
  "error.foreign_origin.detail":
    "A web page of another origin may not change anything here. Nothing was changed.",
  "error.host_invalid.title": "Invalid Host header",
  "error.host_invalid.detail": "The request needs exactly one Host header with a valid host name.",
  "error.metrics_incomplete.title": "Metrics incomplete",
  "error.metrics_incomplete.detail": "A worker process did not report its metrics in time.",
  "error.misdirected_request.title": "Wrong host",
  "error.misdirected_request.detail":
    "This service does not answer under the host name of the request.",
  "field.too_many_values": "Consists of more than {limit} values.",
  "error.rate_limited.title": "Too many requests",
  "error.rate_limited.detail":
    "This caller has sent more requests than are allowed in this period. Nothing was changed; try again after the time in Retry-After.",
} as const;

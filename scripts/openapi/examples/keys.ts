import type { ExampleRequest } from "../example-request.ts";

/** Prefix of the key that the first of these examples makes. */
const FIRST = "pml_aeaqcaibaeaq";

/** Credentials of programs. */
export const KEYS_EXAMPLES: readonly ExampleRequest[] = [
  {
    operationId: "createKey",
    name: "web",
    summary: "POST /api/keys for the back end of a web app",
    method: "POST",
    url: "/api/keys",
    body: { name: "web app", user: "web", scopes: ["read", "write", "act"], expires: "90d" },
  },
  {
    operationId: "listKeys",
    name: "all",
    summary: "GET /api/keys",
    method: "GET",
    url: "/api/keys",
  },
  {
    operationId: "rotateKey",
    name: "hour",
    summary: "POST /api/keys/{prefix}/rotate",
    method: "POST",
    url: `/api/keys/${FIRST}/rotate`,
    body: { keep: "1h" },
  },
  {
    operationId: "revokeKey",
    name: "first",
    summary: "DELETE /api/keys/{prefix}",
    method: "DELETE",
    url: `/api/keys/${FIRST}`,
  },
  {
    operationId: "revokeKey",
    name: "unknown",
    summary: "DELETE of a key that is not there",
    method: "DELETE",
    url: `/api/keys/${FIRST}`,
  },
];

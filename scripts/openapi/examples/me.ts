import type { ExampleRequest } from "../example-request.ts";

/** Everything about a person: the last of all examples, since nothing is left afterwards. */
export const ME_EXAMPLES: readonly ExampleRequest[] = [
  {
    operationId: "eraseMe",
    name: "all",
    summary: "DELETE /api/me?confirm=delete-all",
    method: "DELETE",
    url: "/api/me?confirm=delete-all",
  },
  {
    operationId: "exportMe",
    name: "afterwards",
    summary: "GET /api/me/export, of somebody who was erased; without the lines between",
    method: "GET",
    url: "/api/me/export",
  },
];

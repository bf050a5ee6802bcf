import type { ExampleRequest } from "../example-request.ts";

/** What the person configures. */
export const SETTINGS_EXAMPLES: readonly ExampleRequest[] = [
  {
    operationId: "setCategories",
    name: "three",
    summary: "POST /api/config/categories",
    method: "POST",
    url: "/api/config/categories",
    body: { categories: ["Database", "Frontend", "Other"] },
  },
  {
    operationId: "getCategories",
    name: "three",
    summary: "GET /api/config/categories",
    method: "GET",
    url: "/api/config/categories",
  },
];

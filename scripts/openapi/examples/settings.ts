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
  {
    operationId: "renameCategory",
    name: "database",
    summary: "POST /api/config/categories/rename",
    method: "POST",
    url: "/api/config/categories/rename",
    body: { from: "Database", to: "Databases" },
  },
  {
    operationId: "changeSettings",
    name: "zone",
    summary: "PATCH /api/settings",
    method: "PATCH",
    url: "/api/settings",
    body: { timezone: "Europe/Prague", day_start_hour: 4 },
  },
  {
    operationId: "changeSettings",
    name: "colours",
    summary: "PATCH /api/settings, colours",
    method: "PATCH",
    url: "/api/settings",
    body: { category_colours: [{ category: "Databases", colour: "teal" }] },
  },
  {
    operationId: "getSettings",
    name: "zone",
    summary: "GET /api/settings",
    method: "GET",
    url: "/api/settings",
  },
];

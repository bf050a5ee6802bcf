import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { CategoriesBody, CategoriesInput, CategoriesStored } from "../../schemas/settings.ts";
import type { CategoryService } from "../../services/categories/category-service.ts";

export interface SettingsOptions {
  readonly categoryService: CategoryService;
}

const tags = ["Settings"];

export const settingsRoutes: FastifyPluginAsyncTypebox<SettingsOptions> = async (
  app,
  { categoryService },
) => {
  app.post(
    "/api/config/categories",
    {
      schema: {
        operationId: "setCategories",
        tags,
        summary: "Store the person's categories",
        description:
          "Replaces the whole list. It is kept in the database and used wherever categories are suggested; an empty list means the categories of the person's own sessions.",
        body: CategoriesInput,
        response: { 200: CategoriesStored },
      },
    },
    ({ userId, body }) => categoryService.replace(userId, body.categories ?? []),
  );

  app.get(
    "/api/config/categories",
    {
      config: { cache: { ttlMs: 3_600_000, staleMs: 600_000, bucket: "day", shared: false } },
      schema: {
        operationId: "getCategories",
        tags,
        summary: "Read the person's categories",
        response: { 200: CategoriesBody },
      },
    },
    async ({ userId }) => categoryService.list(userId),
  );
};

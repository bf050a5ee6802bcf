import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  CategoriesBody,
  CategoriesInput,
  CategoriesStored,
  CategoryRenamed,
  CategoryRenaming,
  SettingsBody,
  SettingsPatch,
} from "../../schemas/settings.ts";
import type { CategoryRenaming as Renaming } from "../../services/categories/category-renaming.ts";
import type { CategoryService } from "../../services/categories/category-service.ts";
import type { SettingsService } from "../../services/people/settings-service.ts";

export interface SettingsOptions {
  readonly categoryService: CategoryService;
  readonly categoryRenaming: Renaming;
  readonly settingsService: SettingsService;
}

const tags = ["Settings"];

export const settingsRoutes: FastifyPluginAsyncTypebox<SettingsOptions> = async (
  app,
  { categoryService, categoryRenaming, settingsService },
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

  app.post(
    "/api/config/categories/rename",
    {
      schema: {
        operationId: "renameCategory",
        tags,
        summary: "Rename a category everywhere",
        description:
          "In all sessions, in the stored list, in the colours and in the current session; where the new name is in use, the two become one. Sessions of an import count as changed since. Repeating it changes nothing, and completes what was interrupted. From the answer on everything is learned by the new name.",
        body: CategoryRenaming,
        response: { 200: CategoryRenamed },
      },
    },
    ({ userId, body }) => categoryRenaming.rename(userId, body),
  );

  app.get(
    "/api/settings",
    {
      config: { cache: { ttlMs: 3_600_000, staleMs: 0, bucket: "none", shared: false } },
      schema: {
        operationId: "getSettings",
        tags,
        summary: "Read the person's settings",
        description:
          "What holds for this person, and which of it they have chosen themselves; the rest is as the service is configured.",
        response: { 200: SettingsBody },
      },
    },
    async ({ userId }) => settingsService.show(userId),
  );

  app.patch(
    "/api/settings",
    {
      schema: {
        operationId: "changeSettings",
        tags,
        summary: "Change the person's settings",
        description:
          "Members that are left out stay as they are; null takes a choice back. From the answer on, every answer counts this person's days by the new settings, on every replica within a second.",
        body: SettingsPatch,
        response: { 200: SettingsBody },
      },
    },
    ({ userId, body }) => settingsService.change(userId, body),
  );
};

import type { FastifyInstance, FastifyRequest } from "fastify";
import { type FieldProblem, ServiceError } from "../../errors.ts";
import { CategoryRenaming, SettingsPatch } from "../../schemas/settings.ts";
import { compileCheck } from "../../schemas/validate.ts";
import { colourListOf, problemsOfColours, readColourRows } from "../ui/forms/colour-form.ts";
import type { FormFields } from "../ui/forms/form-fields.ts";
import { presetListOf, problemsOfRows, readPresetRows } from "../ui/forms/preset-form.ts";
import { patchOf, readEntry } from "../ui/forms/settings-form.ts";
import { PageQuery } from "../ui/page-query.ts";
import { WORDS } from "../ui/page-words.ts";
import { type RefusedForm, settingsPage } from "../ui/pages/settings.ts";
import { seeOther } from "../ui/see-other.ts";
import type { SendPage } from "../ui/send-page.ts";
import type { UiServices } from "../ui/services.ts";
import { keepTheme, THEMES } from "../ui/theme.ts";

export interface FormParts {
  readonly send: SendPage;
  readonly services: UiServices;
}

const checkPatch = compileCheck(SettingsPatch);
const checkRenaming = compileCheck(CategoryRenaming);

/** Adds the targets of the settings' forms. */
export function addSettingsForms(app: FastifyInstance, { send, services }: FormParts): void {
  type Form = { Querystring: PageQuery; Body: FormFields };
  const schema = { hide: true, querystring: PageQuery };
  const { settingsService, categoryRenaming, erasureService } = services;
  const refuse = (form: RefusedForm) => ({ name: "settings", make: settingsPage(form) }) as const;

  /** @returns the problems of the form; none when it is stored */
  async function store(userId: string, patch: unknown): Promise<readonly FieldProblem[]> {
    const checked = checkPatch(patch);
    if ("problems" in checked) return checked.problems;
    return refusalOf(settingsService.change(userId, checked.value));
  }

  async function rename(userId: string, wish: unknown): Promise<readonly FieldProblem[]> {
    const checked = checkRenaming(wish);
    if ("problems" in checked) return checked.problems;
    return refusalOf(categoryRenaming.rename(userId, checked.value));
  }

  async function refusalOf(work: Promise<unknown>): Promise<readonly FieldProblem[]> {
    try {
      await work;
      return [];
    } catch (thrown) {
      if (thrown instanceof ServiceError && thrown.fields.length > 0) return thrown.fields;
      throw thrown;
    }
  }

  app.post<Form>("/ui/settings", { schema }, async (request, reply) => {
    const { body, userId, query } = request;
    const entry = readEntry(body);
    const problems = await store(userId, patchOf(entry));
    if (problems.length === 0) return seeOther(reply, "settings", { ...query, done: "saved" });
    return send(refuse({ of: "settings", entry, problems }), request, reply.code(400));
  });

  app.post<Form>("/ui/presets", { schema }, async (request, reply) => {
    const { body, userId, query } = request;
    const rows = readPresetRows(body);
    const found = await store(userId, { presets: presetListOf(rows) });
    if (found.length === 0) return seeOther(reply, "settings", { ...query, done: "presets" });
    const problems = problemsOfRows(found, rows);
    return send(refuse({ of: "presets", rows, problems }), request, reply.code(400));
  });

  app.post<Form>("/ui/categories", { schema }, async (request, reply) => {
    const { body, userId, query } = request;
    const [from, to] = [body.get("from"), body.get("to")];
    const problems = await rename(userId, { from, to });
    if (problems.length === 0) return seeOther(reply, "settings", { ...query, done: "renamed" });
    return send(refuse({ of: "categories", from, to, problems }), request, reply.code(400));
  });

  app.post<Form>("/ui/colours", { schema }, async (request, reply) => {
    const { body, userId, query } = request;
    const rows = readColourRows(body);
    const found = await store(userId, { category_colours: colourListOf(rows) });
    if (found.length === 0) return seeOther(reply, "settings", { ...query, done: "colours" });
    const problems = problemsOfColours(found, rows);
    return send(refuse({ of: "colours", rows, problems }), request, reply.code(400));
  });

  app.post<Form>("/ui/theme", { schema }, async ({ body, query }, reply) => {
    keepTheme(
      reply,
      THEMES.find((theme) => theme === body.get("theme")),
    );
    return seeOther(reply, "settings", { ...query, done: "theme" });
  });

  app.post<Form>("/ui/erase", { schema }, async (request, reply) => {
    const { userId, query } = request;
    if (isConfirmed(request)) {
      await erasureService.erase(userId);
      return seeOther(reply, "settings", { ...query, done: "erased" });
    }
    const problems: FieldProblem[] = [{ field: "confirm", code: "confirm_word" }];
    return send(refuse({ of: "erase", problems }), request, reply.code(400));
  });
}

/**
 * Whether the confirming word was typed. Both languages count, because the page may be in another one than this
 * request.
 */
function isConfirmed({ body }: FastifyRequest<{ Body: FormFields }>): boolean {
  const typed = body.get("confirm").normalize("NFC").toLowerCase();
  return Object.values(WORDS).some((words) => words.text("ui.settings.erase.word") === typed);
}

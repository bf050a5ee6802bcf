import type { FastifyInstance } from "fastify";
import { type FieldProblem, ServiceError } from "../../errors.ts";
import { compileCheck } from "../../schemas/validate.ts";
import { WellnessInput } from "../../schemas/wellness.ts";
import { readCheckinForm } from "../ui/forms/checkin-form.ts";
import type { FormFields } from "../ui/forms/form-fields.ts";
import { PageQuery } from "../ui/page-query.ts";
import { loadPage } from "../ui/pages/load.ts";
import { seeOther } from "../ui/see-other.ts";
import type { FormParts } from "./ui-settings.ts";

const checkInput = compileCheck(WellnessInput);

/** Adds the target of the check-in form. */
export function addCheckinForm(app: FastifyInstance, { send, services }: FormParts): void {
  const { wellnessService } = services;
  const schema = { hide: true, querystring: PageQuery };

  /** @returns the problems of the form; none when it is stored */
  async function store(userId: string, fields: FormFields): Promise<readonly FieldProblem[]> {
    const checked = checkInput(readCheckinForm(fields));
    if ("problems" in checked) return checked.problems;
    const date = fields.get("date");
    try {
      // The form has no field for the note, and a check-in is replaced as a whole.
      const before = await wellnessService.get(userId, date).catch(ignoreMissing);
      const notes = before?.notes ?? null;
      await wellnessService.put(userId, date, { ...checked.value, notes });
      return [];
    } catch (thrown) {
      if (thrown instanceof ServiceError && thrown.fields.length > 0) return thrown.fields;
      throw thrown;
    }
  }

  app.post<{ Querystring: PageQuery; Body: FormFields }>(
    "/ui/check-in",
    { schema },
    async (request, reply) => {
      const { body: fields, userId, query } = request;
      const problems = await store(userId, fields);
      if (problems.length === 0) return seeOther(reply, "load", { ...query, done: "checked_in" });
      const make = loadPage({ fields, problems });
      return send({ name: "load", make }, request, reply.code(400));
    },
  );
}

function ignoreMissing(thrown: unknown): undefined {
  if (thrown instanceof ServiceError && thrown.code === "wellness_not_found") return undefined;
  throw thrown;
}

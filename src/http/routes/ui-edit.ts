import type { FastifyInstance } from "fastify";
import { type FieldProblem, ServiceError } from "../../errors.ts";
import { SessionPatch } from "../../schemas/sessions.ts";
import { compileCheck } from "../../schemas/validate.ts";
import { CARRIED, readCarriedSession } from "../ui/forms/carried-session.ts";
import {
  readSessionEntry,
  type SessionEntry,
  sessionEntryOf,
  sessionPatchOf,
} from "../ui/forms/edit-form.ts";
import type { FormFields } from "../ui/forms/form-fields.ts";
import { PageQuery } from "../ui/page-query.ts";
import { sessionPage } from "../ui/pages/session.ts";
import { sessionsPage } from "../ui/pages/sessions.ts";
import { seeOther } from "../ui/see-other.ts";
import type { FormParts } from "./ui-settings.ts";

type Form = { Querystring: PageQuery; Body: FormFields };

const checkPatch = compileCheck(SessionPatch);

/** Adds the targets of the forms of a stored session. */
export function addEditForms(app: FastifyInstance, { send, services }: FormParts): void {
  const { sessionService } = services;
  const schema = { hide: true, querystring: PageQuery };

  /** @returns the problems of the form; none when it is stored or changes nothing */
  async function store(
    userId: string,
    id: string,
    entry: SessionEntry,
  ): Promise<readonly FieldProblem[]> {
    const before = sessionEntryOf(await sessionService.get(userId, id));
    const patch = sessionPatchOf(entry, before);
    if (Object.keys(patch).length === 0) return [];
    const checked = checkPatch(patch);
    if ("problems" in checked) return checked.problems;
    try {
      await sessionService.change(userId, id, checked.value);
      return [];
    } catch (thrown) {
      if (thrown instanceof ServiceError && thrown.fields.length > 0) return thrown.fields;
      throw thrown;
    }
  }

  app.post<Form>("/ui/session", { schema }, async (request, reply) => {
    const { body, userId, query } = request;
    const id = body.get("id").toLowerCase();
    const entry = readSessionEntry(body);
    const problems = await store(userId, id, entry);
    if (problems.length === 0) return seeOther(reply, "sessions", { ...query, done: "changed" });
    // The page shows the session of the form.
    request.query = { ...query, id };
    const make = sessionPage({ entry, problems });
    return send({ name: "session", make }, request, reply.code(400));
  });

  app.post<Form>("/ui/delete", { schema }, async (request, reply) => {
    const { body, userId, query } = request;
    const id = body.get("id").toLowerCase();
    try {
      const taken = await sessionService.take(userId, id);
      // Only this page holds the deleted session, and sends it back to restore it.
      return send({ name: "sessions", make: sessionsPage(taken) }, request, reply);
    } catch (thrown) {
      // A repeated deletion succeeds as well.
      const isGone = thrown instanceof ServiceError && thrown.code === "session_not_found";
      if (!isGone) throw thrown;
      return seeOther(reply, "sessions", { ...query, done: "deleted" });
    }
  });

  app.post<Form>("/ui/restore", { schema }, async (request, reply) => {
    const { body, userId, query } = request;
    const { content, origin } = readCarriedSession(body.get(CARRIED));
    await sessionService.restore(userId, content, origin);
    return seeOther(reply, "sessions", { ...query, done: "restored" });
  });
}

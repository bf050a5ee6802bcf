import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ServiceError, validationError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";
import { CurrentSessionInput, FinishInput } from "../../schemas/current-session.ts";
import { compileCheck } from "../../schemas/validate.ts";
import type { CurrentSessionService } from "../../sessions/current-session-service.ts";
import type { IdempotencyService } from "../../sessions/idempotency-service.ts";
import type { FormFields } from "../ui/forms/form-fields.ts";
import { readFinishForm, readStartForm, sentAt } from "../ui/forms/session-form.ts";
import { PageQuery } from "../ui/page-query.ts";
import { todayPage } from "../ui/pages/today.ts";
import { seeOther } from "../ui/see-other.ts";
import type { FormParts } from "./ui-settings.ts";

export interface SessionFormParts extends FormParts {
  readonly clock: Clock;
  readonly currentSessionService: CurrentSessionService;
  readonly idempotencyService: Pick<IdempotencyService, "once">;
}

type Form = { Querystring: PageQuery; Body: FormFields };

const checkStart = compileCheck(CurrentSessionInput);
const checkFinish = compileCheck(FinishInput);
/** The relative URL from the folder of the pages to the first page. */
const TODAY = "../ui";

/** Adds the targets of the running session's forms. */
export function addSessionForms(app: FastifyInstance, parts: SessionFormParts): void {
  const { send, services, clock, currentSessionService, idempotencyService } = parts;
  const schema = { hide: true, querystring: PageQuery };

  /** Carries a form out, or shows it again with its problems. */
  async function act(
    request: FastifyRequest<Form>,
    reply: FastifyReply,
    work: () => Promise<NonNullable<PageQuery["done"]>>,
  ): Promise<FastifyReply> {
    const { body: fields, query } = request;
    try {
      return seeOther(reply, TODAY, { ...query, done: await work() });
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      // Another device has begun a session, or this one a moment ago.
      if (thrown.code === "session_running" || thrown.code === "session_conflict") {
        return seeOther(reply, TODAY, { ...query, done: "running" });
      }
      if (thrown.fields.length === 0) throw thrown;
      const make = todayPage({ fields, problems: thrown.fields });
      return send({ name: "", make }, request, reply.code(400));
    }
  }

  app.post<Form>("/ui/start", { schema }, async (request, reply) => {
    const start = sentAt(request.body, clock.now());
    return act(request, reply, async () => {
      const { presets } = await services.settingsService.show(request.userId);
      const checked = checkStart({ ...readStartForm(request.body, presets), start });
      if ("problems" in checked) throw validationError(checked.problems);
      await currentSessionService.start(request.userId, checked.value);
      return "started";
    });
  });

  app.post<Form>("/ui/finish", { schema }, async (request, reply) => {
    const end = sentAt(request.body, clock.now());
    return act(request, reply, async () => {
      const checked = checkFinish(readFinishForm(request.body, end));
      if ("problems" in checked) throw validationError(checked.problems);
      const finish = await currentSessionService.finisherFor(request.userId);
      const language = request.locale;
      await idempotencyService.once(undefined, async (transaction) => {
        const { session } = await finish(transaction, checked.value);
        return { status: 200, language, body: session };
      });
      return "finished";
    });
  });

  app.post<Form>("/ui/drop", { schema }, (request, reply) =>
    act(request, reply, async () => {
      await currentSessionService.drop(request.userId);
      return "dropped";
    }),
  );
}

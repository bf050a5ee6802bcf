import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type FieldProblem, ServiceError } from "../../errors.ts";
import type { Identify } from "../../ports.ts";
import { dropKey, isKeepable, keepKey, withCookieCredential } from "../key-in-cookie.ts";
import type { FormFields } from "../ui/forms/form-fields.ts";
import { documentOf, linksFrom, type PageFrame, pageNamed } from "../ui/layout.ts";
import { PageQuery } from "../ui/page-query.ts";
import { WORDS } from "../ui/page-words.ts";
import { type SignInParts, signInContent } from "../ui/pages/sign-in.ts";
import { seeOther } from "../ui/see-other.ts";
import { sendDocument, slotValues } from "../ui/send-page.ts";

type Form = { Querystring: PageQuery; Body: FormFields };
type Asked = FastifyRequest<{ Querystring: PageQuery }>;

/** Adds sign-in and sign-out: they store a key or token in a cookie, and delete it. */
export function addSignIn(app: FastifyInstance, identify: Identify): void {
  const schema = { hide: true, querystring: PageQuery };
  const config = { scope: "none" } as const;

  function show(request: Asked, reply: FastifyReply, parts: SignInParts): FastifyReply {
    const { lang } = request.query;
    const words = WORDS[lang ?? request.locale];
    const frame: PageFrame = { page: "sign-in", words, lang, isAnswer: true };
    const document = documentOf(frame, signInContent(frame, parts));
    return sendDocument(reply, document, words.locale, slotValues(request, reply));
  }

  async function isAccepted(request: Asked, credential: string): Promise<boolean> {
    const credentials = withCookieCredential(credential, request);
    if (identify.known(credentials) !== undefined) return true;
    try {
      await identify.verify(credentials);
      return true;
    } catch (thrown) {
      if (thrown instanceof ServiceError && thrown.code === "unauthenticated") return false;
      throw thrown;
    }
  }

  app.get<Form>("/ui/sign-in", { config, schema }, async (request, reply) =>
    show(request, reply, { to: "", problems: [] }),
  );

  // Attempts to guess a key count against the address.
  const counted = { ...config, budget: "writes" } as const;
  app.post<Form>("/ui/sign-in", { config: counted, schema }, async (request, reply) => {
    const { body, query } = request;
    const credential = body.get("credential");
    const to = pageNamed(body.get("to"));
    if (isKeepable(credential) && (await isAccepted(request, credential))) {
      keepKey(request, reply, credential);
      const link = linksFrom({ page: "sign-in", lang: undefined });
      return seeOther(reply, link(to), query);
    }
    const problems: FieldProblem[] = [{ field: "credential", code: "credential" }];
    return show(request, reply.code(401), { to, problems });
  });

  app.post<Form>("/ui/sign-out", { config, schema }, async (request, reply) => {
    dropKey(request, reply);
    return seeOther(reply, "sign-in", request.query);
  });
}

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ServiceError } from "../../../errors.ts";
import { cookieIn } from "../../cookies.ts";
import { FormFields } from "./form-fields.ts";
import { Upload } from "./upload.ts";

/** The field of every form that proves that this visitor was given it. */
export const TOKEN_FIELD = "form_token";

const VISITOR_COOKIE = "pomodoro_visitor";
const VISITOR_BYTES = 24;
const VISITOR = /^[A-Za-z0-9_-]{32}$/;

/** What the tokens of a visitor's forms are made of besides the visitor: they open nothing else. */
const PURPOSE = "form of the pages";

/** Visitors who are given their cookie by the answer to this request: its forms are all of the same one. */
const given = new WeakMap<FastifyRequest, string>();

/**
 * The token for a visitor's forms; a new visitor is given a cookie. Another site can have the browser send the cookie
 * along, but it can read neither the cookie nor a page, and so cannot make the token. The cookie has no path, which
 * limits it to the folder of the pages wherever a proxy puts them.
 */
export function formToken(request: FastifyRequest, reply: FastifyReply): string {
  const known = visitorOf(request);
  if (known !== undefined) return tokenOf(known);
  const visitor = given.get(request) ?? randomBytes(VISITOR_BYTES).toString("base64url");
  if (given.has(request)) return tokenOf(visitor);
  given.set(request, visitor);
  // Lax: a link from elsewhere must not make the visitor a new one, whose older forms would be refused.
  reply.header("set-cookie", `${VISITOR_COOKIE}=${visitor}; HttpOnly; SameSite=Lax`);
  return tokenOf(visitor);
}

/** What only reads changes nothing, so anybody may have the browser ask for it. */
const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/**
 * Has every route of a plugin refuse forms that its visitor was not given, before anything is done with them: 403
 * `form_expired`. Call before the routes are registered, and add parsers whose bodies are forms or uploads.
 */
export function addFormTokenCheck(app: FastifyInstance): void {
  app.addHook("preHandler", async (request) => {
    if (!READS.has(request.method)) checkFormToken(request, fieldsOf(request.body));
  });
}

/** Nothing where a body is neither a form nor an upload: it can have no token. */
function fieldsOf(body: unknown): FormFields | undefined {
  if (body instanceof Upload) return body.fields;
  return body instanceof FormFields ? body : undefined;
}

/** @throws ServiceError form_expired when the form is not one that this visitor was given */
function checkFormToken(request: FastifyRequest, fields: FormFields | undefined): void {
  const visitor = visitorOf(request);
  const sent = Buffer.from(fields?.get(TOKEN_FIELD) ?? "");
  const expected = Buffer.from(visitor === undefined ? "" : tokenOf(visitor));
  const isOurs = visitor !== undefined && sent.length === expected.length;
  if (!isOurs || !timingSafeEqual(sent, expected)) throw new ServiceError("form_expired");
}

function visitorOf({ headers }: FastifyRequest): string | undefined {
  const visitor = cookieIn(headers.cookie, VISITOR_COOKIE);
  return visitor !== undefined && VISITOR.test(visitor) ? visitor : undefined;
}

function tokenOf(visitor: string): string {
  return createHmac("sha256", visitor).update(PURPOSE).digest("base64url");
}

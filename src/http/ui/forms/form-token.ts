import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { ServiceError } from "../../../errors.ts";
import { cookieIn } from "../../cookies.ts";
import { FormFields } from "./form-fields.ts";
import { Upload } from "./upload.ts";

/** The field with the form's CSRF token. */
export const TOKEN_FIELD = "form_token";

const VISITOR_COOKIE = "pomodoro_visitor";
const VISITOR_BYTES = 24;
const VISITOR = /^[A-Za-z0-9_-]{32}$/;

/** Binds the tokens to their purpose, so that they are valid for nothing else. */
const PURPOSE = "form of the pages";

/** Tokens of recent visitors: making one took a sixteenth of the time of a cached page. */
const tokens = new LRUCache<string, string>({ max: 1000 });

/** New visitors by the request whose answer sets their cookie: all forms of one page belong to the same visitor. */
const given = new WeakMap<FastifyRequest, string>();

/**
 * The CSRF token of a visitor's forms. A new visitor gets a cookie. Another site can make the browser send the cookie,
 * but can read neither cookie nor page, and so cannot make the token. The cookie has no path, which limits it to the
 * folder of the pages under any prefix of a proxy.
 */
export function formToken(request: FastifyRequest, reply: FastifyReply): string {
  const known = visitorOf(request);
  if (known !== undefined) return tokenOf(known);
  const visitor = given.get(request) ?? randomBytes(VISITOR_BYTES).toString("base64url");
  if (given.has(request)) return tokenOf(visitor);
  given.set(request, visitor);
  // With `Strict`, a link from another site would replace the visitor's cookie, and forms of older pages would be refused.
  reply.header("set-cookie", `${VISITOR_COOKIE}=${visitor}; HttpOnly; SameSite=Lax`);
  return tokenOf(visitor);
}

/** Safe methods need no token. */
const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/**
 * Makes every route of a plugin refuse forms without the visitor's token, with 403 `form_expired`. Call before the routes
 * are registered, and add parsers whose bodies are forms or uploads.
 */
export function addFormTokenCheck(app: FastifyInstance): void {
  app.addHook("preHandler", async (request) => {
    if (!READS.has(request.method)) checkFormToken(request, fieldsOf(request.body));
  });
}

/** Nothing for a body that is neither a form nor an upload, and so has no token. */
function fieldsOf(body: unknown): FormFields | undefined {
  if (body instanceof Upload) return body.fields;
  return body instanceof FormFields ? body : undefined;
}

/** @throws ServiceError form_expired when the token is not this visitor's */
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
  const known = tokens.get(visitor);
  if (known !== undefined) return known;
  const token = createHmac("sha256", visitor).update(PURPOSE).digest("base64url");
  tokens.set(visitor, token);
  return token;
}

import type { FastifyInstance, onSendHookHandler, RouteOptions } from "fastify";
import { addAnswerHook } from "./change-answer.ts";

/** Tags of routes that return names exactly as they are stored. */
const STORED_DATA: ReadonlySet<string> = new Set([
  "Cache",
  "Keys",
  "Sessions",
  "Settings",
  "Wellness",
]);

const MARKUP = /[<>]/g;

/**
 * Removes markup from JSON text. The older web app inserts sentences, names and keys of answers into its pages without
 * escaping them, and names that were stored long ago may contain markup. Angle quotation marks look similar and are never
 * markup. In JSON the characters `<` and `>` occur only inside strings.
 *
 * @example withoutMarkup('{"tip":"<b>"}') // => '{"tip":"‹b›"}'
 */
export function withoutMarkup(json: string): string {
  if (!json.includes("<") && !json.includes(">")) return json;
  return json.replaceAll(MARKUP, (character) => (character === "<" ? "‹" : "›"));
}

/** Whether a route's answers are composed texts, not stored data. */
export function isComposed({ schema }: Pick<RouteOptions, "schema">): boolean {
  const tags = schema?.tags ?? [];
  return schema?.hide !== true && !tags.some((tag) => STORED_DATA.has(tag));
}

/** Removes markup from composed answers that are not cached. Call before the routes are registered. */
export function addHarmlessText(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    if (!isComposed(route)) return;
    addAnswerHook(route, clean);
  });
}

const clean: onSendHookHandler = (_request, _reply, payload, done) => {
  done(null, typeof payload === "string" ? withoutMarkup(payload) : payload);
};

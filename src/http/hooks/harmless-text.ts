import type { FastifyInstance, onSendHookHandler, RouteOptions } from "fastify";
import { addAnswerHook } from "./change-answer.ts";

/** Routes of these give names back exactly as they are stored. */
const STORED_DATA: ReadonlySet<string> = new Set([
  "Cache",
  "Keys",
  "Sessions",
  "Settings",
  "Wellness",
]);

const MARKUP = /[<>]/g;

/**
 * Takes the markup out of JSON text: the older web app puts sentences, names and keys of answers into its pages without
 * escaping them, and names that were stored long ago may hold anything. Angle quotation marks look alike and are text
 * everywhere; in JSON the originals stand inside of strings only.
 *
 * @example withoutMarkup('{"tip":"<b>"}') // => '{"tip":"‹b›"}'
 */
export function withoutMarkup(json: string): string {
  if (!json.includes("<") && !json.includes(">")) return json;
  return json.replaceAll(MARKUP, (character) => (character === "<" ? "‹" : "›"));
}

/** Whether a route's answers are composed, and not data that somebody has stored. */
export function isComposed({ schema }: Pick<RouteOptions, "schema">): boolean {
  const tags = schema?.tags ?? [];
  return schema?.hide !== true && !tags.some((tag) => STORED_DATA.has(tag));
}

/** Makes composed answers harmless that are not kept. Call before the routes are registered. */
export function addHarmlessText(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    if (!isComposed(route)) return;
    addAnswerHook(route, clean);
  });
}

const clean: onSendHookHandler = (_request, _reply, payload, done) => {
  done(null, typeof payload === "string" ? withoutMarkup(payload) : payload);
};

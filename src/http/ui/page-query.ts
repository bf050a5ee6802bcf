import { type Static, Type } from "typebox";
import { LOCALES } from "../../messages/translate.ts";

/** What a form has done before it led to a page. */
const DONE = [
  "saved",
  "presets",
  "theme",
  "renamed",
  "checked_in",
  "changed",
  "deleted",
  "restored",
  "erased",
  "imported",
  "unchanged",
  "undone",
  "started",
  "finished",
  "dropped",
  "running",
] as const;

/** What the address of a page may ask for. */
export const PageQuery = Type.Object({
  lang: Type.Optional(Type.Enum([...LOCALES], { description: "before all other preferences" })),
  week: Type.Optional(
    Type.String({ format: "calendar-date", description: "a day of the week that is to be shown" }),
  ),
  id: Type.Optional(Type.String({ maxLength: 36, description: "the session that is to be shown" })),
  cursor: Type.Optional(
    Type.String({ maxLength: 200, description: "where the list of sessions goes on" }),
  ),
  // Fields of a form are sent when they are blank as well, and as they were typed.
  text: Type.Optional(filter("what sessions are to contain")),
  category: Type.Optional(filter("of which category sessions are to be")),
  preset: Type.Optional(filter("with which preset they were worked")),
  from: Type.Optional(filter("from which day on")),
  to: Type.Optional(filter("up to which day")),
  done: Type.Optional(Type.Enum([...DONE], { description: "what the page is to confirm" })),
});
export type PageQuery = Static<typeof PageQuery>;

function filter(description: string) {
  return Type.String({ maxLength: 200, description });
}

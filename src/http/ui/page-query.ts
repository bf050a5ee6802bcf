import { type Static, Type } from "typebox";
import { LOCALES } from "../../messages/translate.ts";

/** The outcome of a form that redirected to the page. */
const DONE = [
  "saved",
  "presets",
  "theme",
  "renamed",
  "colours",
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

/** The query of a page. */
export const PageQuery = Type.Object({
  lang: Type.Optional(Type.Enum([...LOCALES], { description: "before all other preferences" })),
  week: Type.Optional(
    Type.String({ format: "calendar-date", description: "a day of the week that is to be shown" }),
  ),
  by: Type.Optional(
    Type.Enum(["minutes"], { description: "what a year of days counts, in place of sessions" }),
  ),
  id: Type.Optional(Type.String({ maxLength: 36, description: "the session that is to be shown" })),
  cursor: Type.Optional(
    Type.String({ maxLength: 200, description: "where the list of sessions goes on" }),
  ),
  // Browsers send blank fields of a form too, and all texts as they were typed.
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

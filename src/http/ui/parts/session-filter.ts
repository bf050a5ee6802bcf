import type { FieldProblem } from "../../../errors.ts";
import { type Html, html, type Piece } from "../../../markup/html.ts";
import type { SessionListQuery } from "../../../schemas/sessions.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import { parseDay } from "../../../time/calendar.ts";
import { FILTERS, type PageContext } from "../page.ts";
import { selectField, textField } from "./form.ts";

/** The requested filter, and its problems. */
export interface AskedFilter {
  readonly query: Omit<SessionListQuery, "limit" | "cursor">;
  readonly problems: readonly FieldProblem[];
}

export function askedFilter({ filter }: Pick<PageContext, "filter">): AskedFilter {
  const { from, to } = filter;
  const isNone = (day: string | undefined) => day !== undefined && parseDay(day) === undefined;
  const problems: FieldProblem[] = [
    ...(isNone(from) ? [{ field: "from", code: "date" } as const] : []),
    ...(isNone(to) ? [{ field: "to", code: "date" } as const] : []),
  ];
  if (problems.length > 0) return { query: {}, problems };
  const isTurned = from !== undefined && to !== undefined && to < from;
  if (!isTurned) return { query: filter, problems };
  return { query: {}, problems: [{ field: "to", code: "order", params: { first: "from" } }] };
}

/** The form that filters the list. It sends its fields in the query, so that a filtered list can be bookmarked. */
export function filterForm(
  context: PageContext,
  presets: SettingsBody["presets"],
  categories: readonly string[],
  problems: readonly FieldProblem[],
): Html {
  const { words, filter, lang } = context;
  const any: [string, string] = ["", words.text("ui.filter.any")];
  const choice = (name: "category" | "preset", known: readonly (readonly [string, string])[]) => {
    const value = filter[name] ?? "";
    const isKnown = value === "" || known.some(([id]) => id === value);
    const choices = isKnown ? [any, ...known] : [any, [value, value] as const, ...known];
    return selectField(context, {
      ...{ name, value, problems, choices },
      label: words.text(`ui.sessions.${name}`),
    });
  };
  const line = (name: "text" | "from" | "to", type: "text" | "date") =>
    textField(context, {
      ...{ name, type, problems, value: filter[name] ?? "" },
      label: words.text(`ui.filter.${name}`),
      attributes: html` autocomplete="off"`,
    });
  const categoryField = choice(
    "category",
    categories.map((name) => [name, name]),
  );
  const presetField = choice(
    "preset",
    presets.map(({ id, name }) => [id, name]),
  );
  const language = lang !== undefined && html`<input type="hidden" name="lang" value="${lang}">`;
  const isOpen = FILTERS.some((name) => filter[name] !== undefined);
  const all: Piece =
    isOpen && html` <a href="${context.link("sessions")}">${words.text("ui.filter.all")}</a>`;
  return html`<details${isOpen && html` open`}><summary>${words.text("ui.filter")}</summary><form action="sessions">${language}<div class="pair">${line("text", "text")}${categoryField}${presetField}${line("from", "date")}${line("to", "date")}</div><p><button class="main">${words.text("ui.filter.apply")}</button>${all}</p></form></details>`;
}

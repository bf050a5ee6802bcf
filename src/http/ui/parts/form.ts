import type { FieldProblem } from "../../../errors.ts";
import { type Html, html, type Piece } from "../../../markup/html.ts";
import { TOKEN_FIELD } from "../forms/form-token.ts";
import { isInFolder, type PageFrame } from "../layout.ts";
import { slot } from "../page-slots.ts";
import { keyMark } from "./key-list.ts";

/** What forms are made with. */
export type FormContext = Pick<PageFrame, "page" | "words" | "lang" | "isAnswer">;

/** A form that is sent to an address in the folder of the pages; its language goes along. */
export function form(
  context: FormContext,
  action: string,
  content: Piece,
  encoding?: "multipart/form-data",
): Html {
  const { lang } = context;
  const folder = isInFolder(context) ? "" : "ui/";
  const address = lang === undefined ? folder + action : `${folder}${action}?lang=${lang}`;
  return html`<form method="post" action="${address}"${encoding && html` enctype="${encoding}"`}>
<input type="hidden" name="${TOKEN_FIELD}" value="${slot("token")}">${content}</form>`;
}

export interface FieldParts {
  /** Of the field in the form, and of the API's member. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Which one, where the form has several of this name. */
  readonly row?: number;
  readonly problems: readonly FieldProblem[];
}

/** What is wrong with a field, and what else there is to say of it; and how its input refers to that. */
export function remarks(
  { words }: Pick<FormContext, "words">,
  { name, hint, row, problems }: Omit<FieldParts, "label">,
): { readonly text: Piece; readonly attributes: Piece } {
  const own = problems.filter(({ field }) => field === name);
  const place = row === undefined ? "" : `-${row}`;
  const id = `about-${name.replaceAll(/[^\w-]+/g, "-")}${place}`;
  if (own.length === 0 && hint === undefined) return { text: "", attributes: "" };
  const faults = own.map(
    ({ code, params }) => html`<b class="fault">${words.text(`field.${code}`, params)}</b> `,
  );
  return {
    text: html`<span class="hint" id="${id}">${faults}${hint}</span>`,
    attributes: html` aria-describedby="${id}"${own.length > 0 && html` aria-invalid="true"`}`,
  };
}

/** A line of text. */
export function textField(
  context: Pick<FormContext, "words">,
  parts: FieldParts & {
    readonly value: string;
    readonly placeholder?: string;
    readonly type?: "text" | "date" | "password";
    /** Further attributes. */
    readonly attributes?: Html;
  },
): Html {
  const { name, label, value, placeholder, type = "text" } = parts;
  const { text, attributes } = remarks(context, parts);
  return html`<p class="field"><label>${label} <input type="${type}" name="${name}" value="${value}"${placeholder !== undefined && html` placeholder="${placeholder}"`}${attributes}${parts.attributes}></label>${text}</p>`;
}

/** Text of several lines. */
export function textArea(
  context: Pick<FormContext, "words">,
  parts: FieldParts & { readonly value: string },
): Html {
  const { name, label, value } = parts;
  const { text, attributes } = remarks(context, parts);
  // The first line break of its content would be dropped.
  return html`<p class="field"><label>${label} <textarea name="${name}" rows="3" cols="40"${attributes}>\n${value}</textarea></label>${text}</p>`;
}

/** One of a few. */
export function selectField(
  context: Pick<FormContext, "words">,
  parts: FieldParts & {
    readonly value: string;
    /** Values and what is shown for them. */
    readonly choices: readonly (readonly [string, string])[];
  },
): Html {
  const { name, label, value, choices } = parts;
  const { text, attributes } = remarks(context, parts);
  const options = choices.map(
    ([choice, shown]) =>
      html`<option value="${choice}"${choice === value && html` selected`}>${shown}</option>`,
  );
  return html`<p class="field"><label>${label} <select name="${name}"${attributes}>${options}</select></label>${text}</p>`;
}

/**
 * What most people came for stands out; what takes something back does not.
 * @param key the single key that does the same
 */
export function submit(label: string, key?: string, isMain = true): Html {
  return html`<p><button type="submit"${isMain && html` class="main"`}${key && html` data-key="${key}"`}>${label}${key && keyMark(key)}</button></p>`;
}

/** That something was done, or that nothing was because of faults in the form. */
export function notice(text: Piece, kind: "done" | "trouble"): Html {
  return html`<p class="${kind === "done" ? "confirmed" : "trouble"}" role="${kind === "done" ? "status" : "alert"}">${text}</p>`;
}

/** What is wrong with a member of the API, as said of the field that stands for it. */
export function renamed(
  problems: readonly FieldProblem[],
  member: string,
  name: string,
): FieldProblem[] {
  return problems
    .filter(({ field }) => field === member)
    .map((problem) => ({ ...problem, field: name }));
}

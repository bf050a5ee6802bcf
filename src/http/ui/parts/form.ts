import type { FieldProblem } from "../../../errors.ts";
import { type Html, html, type Piece } from "../../../markup/html.ts";
import { TOKEN_FIELD } from "../forms/form-token.ts";
import { isInFolder, type PageFrame } from "../layout.ts";
import { slot } from "../page-slots.ts";
import { keyMark } from "./key-list.ts";

/** The input of forms. */
export type FormContext = Pick<PageFrame, "page" | "words" | "lang" | "isAnswer">;

/** A form whose target lies in the folder of the pages. It sends the language of the page. */
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
  /** The name of the field and of the API's member. */
  readonly name: string;
  readonly label: Piece;
  readonly hint?: string;
  /** The index among fields of the same name. */
  readonly row?: number;
  readonly problems: readonly FieldProblem[];
}

/** The problems and the hint of a field, and the attributes by which its input refers to them. */
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

/** A field for a single line of text. */
export function textField(
  context: Pick<FormContext, "words">,
  parts: FieldParts & {
    readonly value: string;
    readonly placeholder?: string;
    readonly type?: "text" | "date" | "password";
    /** Additional attributes. */
    readonly attributes?: Html;
  },
): Html {
  const { name, label, value, placeholder, type = "text" } = parts;
  const { text, attributes } = remarks(context, parts);
  return html`<p class="field"><label>${label} <input type="${type}" name="${name}" value="${value}"${placeholder !== undefined && html` placeholder="${placeholder}"`}${attributes}${parts.attributes}></label>${text}</p>`;
}

/** A field for several lines of text. */
export function textArea(
  context: Pick<FormContext, "words">,
  parts: FieldParts & { readonly value: string },
): Html {
  const { name, label, value } = parts;
  const { text, attributes } = remarks(context, parts);
  // HTML drops the first line break of a textarea's content, so one is added.
  return html`<p class="field"><label>${label} <textarea name="${name}" rows="3" cols="40"${attributes}>\n${value}</textarea></label>${text}</p>`;
}

/** A field for one of a few values. */
export function selectField(
  context: Pick<FormContext, "words">,
  parts: FieldParts & {
    readonly value: string;
    /** Values with their labels. */
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
 * A submit button. The main action of a page is highlighted, an action that reverts something is not.
 * @param key the keyboard shortcut
 */
export function submit(label: string, key?: string, isMain = true): Html {
  return html`<p><button type="submit"${isMain && html` class="main"`}${key && html` data-key="${key}"`}>${label}${key && keyMark(key)}</button></p>`;
}

/** The notice that a form was carried out, or refused because of problems in it. */
export function notice(text: Piece, kind: "done" | "trouble"): Html {
  return html`<p class="${kind === "done" ? "confirmed" : "trouble"}" role="${kind === "done" ? "status" : "alert"}">${text}</p>`;
}

/** Translates problems of API members into problems of the fields that represent them. */
export function renamed(
  problems: readonly FieldProblem[],
  member: string,
  name: string,
): FieldProblem[] {
  return problems
    .filter(({ field }) => field === member)
    .map((problem) => ({ ...problem, field: name }));
}

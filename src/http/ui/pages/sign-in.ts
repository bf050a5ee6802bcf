import type { FieldProblem } from "../../../errors.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { PageName } from "../layout.ts";
import { tile } from "../parts/figure.ts";
import { type FormContext, form, notice, submit, textField } from "../parts/form.ts";

export interface SignInParts {
  /** The page to open after the sign-in. */
  readonly to: PageName;
  readonly problems: readonly FieldProblem[];
  /** Whether the credential in the cookie is no longer valid. */
  readonly isOver?: boolean;
}

/** The form for a key or a token, needed once per browser. */
export function signInContent(context: FormContext, { to, problems, isOver }: SignInParts): Html {
  const { words } = context;
  const field = textField(context, {
    ...{ name: "credential", value: "", type: "password", problems },
    label: words.text("ui.sign_in.credential"),
    hint: words.text("ui.sign_in.hint"),
    attributes: html` required autocomplete="current-password" spellcheck="false"`,
  });
  const content = html`${isOver === true && notice(words.text("ui.sign_in.over"), "trouble")}<p>${words.text("ui.sign_in.text")}</p>
${form(context, "sign-in", [html`<input type="hidden" name="to" value="${to}">`, field, submit(words.text("ui.sign_in.button"))])}`;
  return html`<div class="tiles">${tile(words.text("ui.sign_in.title"), content, true)}</div>`;
}

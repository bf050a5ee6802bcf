import { type Html, html } from "../../../markup/html.ts";
import type { PageContext } from "../page.ts";
import { THEMES } from "../theme.ts";
import { form, notice, submit } from "./form.ts";

/** The choice of this browser's theme: light, dark, or the system's. */
export function themeContent(context: PageContext): Html {
  const { words, theme = "system", done } = context;
  const boxes = (["system", ...THEMES] as const).map(
    (name) =>
      html`<label class="box"><input type="radio" name="theme" value="${name}"${name === theme && html` checked`}> ${words.text(`ui.theme.${name}`)}</label>`,
  );
  return html`${done === "theme" && notice(words.text("ui.theme.saved"), "done")}
${form(context, "theme", [html`<fieldset><legend class="unseen">${words.text("ui.theme.title")}</legend><div class="pair">${boxes}</div></fieldset>`, submit(words.text("ui.settings.save"))])}`;
}

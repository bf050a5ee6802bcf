import { html } from "../../../markup/html.ts";
import type { SessionBody } from "../../../schemas/sessions.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import { type RefusedEdit, type SessionEntry, sessionEntryOf } from "../forms/edit-form.ts";
import { type Page, type PageContext, part } from "../page.ts";
import { details, figure } from "../parts/figure.ts";
import { form, notice, selectField, submit, textArea, textField } from "../parts/form.ts";

/** One stored session, with forms to change and delete it. */
export function sessionPage(refused?: RefusedEdit): Page {
  return async (context) => {
    const { services, userId, words } = context;
    const session = await services.sessionService.get(userId, context.id ?? "");
    const { presets } = await services.settingsService.show(userId);
    const when = `${words.longDate(session.start.slice(0, 10))}, ${session.start.slice(11, 16)}`;
    const tile = await part(
      context,
      figure("start", session.start, when),
      () => sessionContent(context, session, presets, refused),
      true,
    );
    return html`<div class="tiles">${tile}</div>`;
  };
}

function sessionContent(
  context: PageContext,
  session: SessionBody,
  presets: SettingsBody["presets"],
  refused: RefusedEdit | undefined,
) {
  const { words } = context;
  const id = html`<input type="hidden" name="id" value="${session.id}">`;
  return html`${refused && notice(words.text("ui.form.refused"), "trouble")}
${form(context, "session", [id, fields(context, presets, refused ?? { entry: sessionEntryOf(session), problems: [] }), submit(words.text("ui.settings.save"))])}
${details(words.text("ui.session.delete"), html`<p>${words.text("ui.session.delete.text")}</p>${form(context, "delete", [id, submit(words.text("ui.session.delete"), undefined, false)])}`)}`;
}

function fields(
  context: PageContext,
  presets: SettingsBody["presets"],
  { entry, problems }: RefusedEdit,
) {
  const { words } = context;
  const { texts, isCompleted } = entry;
  const field = (name: keyof SessionEntry["texts"], label: string) =>
    textField(context, {
      ...{ name, label, value: texts[name], problems },
      attributes: html` autocomplete="off" spellcheck="false"`,
    });
  const listed = presets.map(({ id, name }): [string, string] => [id, name]);
  const isListed = presets.some(({ id }) => id === texts.preset);
  const preset = selectField(context, {
    ...{ name: "preset", value: texts.preset, problems },
    label: words.text("ui.sessions.preset"),
    choices: isListed ? listed : [[texts.preset, texts.preset], ...listed],
  });
  const note = {
    name: "notes",
    label: words.text("ui.sessions.note"),
    value: texts.notes,
    problems,
  };
  return html`<div class="pair">${field("start", words.text("ui.sessions.start"))}${field("duration_minutes", words.text("ui.session.minutes"))}${field("rating", words.text("ui.session.rating"))}</div>
<div class="pair">${preset}${field("category", words.text("ui.sessions.category"))}${field("task", words.text("ui.sessions.task"))}</div>
${textArea(context, note)}
<label class="box"><input type="checkbox" name="completed" value="true"${isCompleted && html` checked`}> ${words.text("ui.session.completed")}</label>`;
}

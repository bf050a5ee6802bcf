import { PRESET_LIMITS } from "../../../domain/preset.ts";
import type { FieldProblem } from "../../../errors.ts";
import { type Html, html, type Piece } from "../../../markup/html.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import type { PresetRow } from "../forms/preset-form.ts";
import type { PageContext } from "../page.ts";
import { remarks, renamed, textField } from "./form.ts";

/** Blank rows for further presets. Saving the form adds new ones. */
const BLANK_ROWS = 1;
const BLANK: PresetRow = { id: "", name: "", work: "", rest: "", isRemoved: false };

/** The rows of a person's presets, and a blank one. */
export function presetFields(
  context: PageContext,
  settings: SettingsBody,
  rows: readonly PresetRow[],
  problems: readonly FieldProblem[],
): Piece {
  const { words } = context;
  const count = Math.max(rows.length, Math.min(rows.length + BLANK_ROWS, PRESET_LIMITS.presets));
  const shown = Array.from({ length: count }, (_, row) =>
    presetRow(context, row, rows[row] ?? BLANK, problems),
  );
  const limit = PRESET_LIMITS.presets;
  const hint = words.text("ui.presets.hint", { limit });
  const { text } = remarks(context, { name: "presets", hint, problems });
  const ids = settings.presets.map(({ id }) => id).join(",");
  return html`<p>${text}</p><div data-name="presets" data-value="${ids}">${shown}</div>`;
}

function presetRow(
  context: PageContext,
  row: number,
  entered: PresetRow,
  problems: readonly FieldProblem[],
): Html {
  const { words } = context;
  const { id, name, work, rest, isRemoved } = entered;
  const field = (
    part: "id" | "name" | "work" | "break",
    value: string,
    member: string,
    attributes: Html,
  ) =>
    textField(context, {
      ...{
        name: `preset_${part}`,
        row,
        value,
        attributes,
        label: words.text(`ui.presets.${part}`),
      },
      problems: renamed(problems, `presets[${row}].${member}`, `preset_${part}`),
    });
  const text = html` maxlength="${PRESET_LIMITS.characters}" autocomplete="off"`;
  const minutes = html` inputmode="numeric" maxlength="3" size="4" autocomplete="off"`;
  const isNew = entered === BLANK;
  const known = id === "" ? name : id;
  const box = html`<label class="box"><input type="checkbox" name="preset_removed" value="${row}"${isRemoved && html` checked`}> ${words.text("ui.presets.remove")}</label>`;
  return html`<fieldset><legend>${isNew ? words.text("ui.presets.new") : name || known}</legend><div class="pair">${field("name", name, "name", text)}${field("id", id, "id", text)}${field("work", work, "work_minutes", minutes)}${field("break", rest, "break_minutes", minutes)}${!isNew && box}</div></fieldset>`;
}

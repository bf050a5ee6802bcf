import { ServiceError } from "../../../errors.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { WellnessBody } from "../../../schemas/wellness.ts";
import { CHECKIN_QUESTIONS, type RefusedCheckin } from "../forms/checkin-form.ts";
import type { PageContext } from "../page.ts";
import { figure } from "./figure.ts";
import { form, notice, remarks, selectField, submit } from "./form.ts";

const TENS = ["0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"];

/** Today's check-in: six questions, all optional. */
export async function checkinContent(
  context: PageContext,
  refused: RefusedCheckin | undefined,
): Promise<Html> {
  const { words, today, done } = context;
  const stored = await findCheckin(context);
  const problems = refused?.problems ?? [];
  const fields = CHECKIN_QUESTIONS.map((name) => {
    const value = refused?.fields.get(name) ?? String(stored?.[name] ?? "");
    // Answers that were sent through the API may have two decimals.
    const values = value === "" || TENS.includes(value) ? TENS : [value, ...TENS];
    const choices = ["", ...values].map((one): [string, string] => [one, one === "" ? "–" : one]);
    const label = words.text(`ui.checkin.${name}`);
    return selectField(context, { name, value, choices, problems, label });
  });
  const overall = stored?.overall_wellness ?? null;
  // The date has no field, so its problems are shown with those of the whole form.
  const ofAll = problems.filter(({ field }) => field === "body" || field === "date");
  const said = ofAll.map((problem) => ({ ...problem, field: "body" }));
  const { text } = remarks(context, {
    name: "body",
    hint: words.text("ui.checkin.hint"),
    problems: said,
  });
  return html`${done === "checked_in" && notice(words.text("ui.checkin.saved"), "done")}${refused && notice(words.text("ui.form.refused"), "trouble")}
${overall !== null && html`<p>${words.text("ui.checkin.overall")} ${figure("overall_wellness", overall, words.number(overall))}</p>`}
${form(context, "check-in", [html`<input type="hidden" name="date" value="${today}"><div class="pair" data-sliders>${fields}</div><p>${text}</p>`, submit(words.text("ui.settings.save"))])}`;
}

async function findCheckin({
  services,
  userId,
  today,
}: PageContext): Promise<WellnessBody | undefined> {
  try {
    return await services.wellnessService.get(userId, today);
  } catch (thrown) {
    if (thrown instanceof ServiceError && thrown.code === "wellness_not_found") return undefined;
    throw thrown;
  }
}

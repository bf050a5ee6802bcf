import { presetName } from "../../../domain/preset.ts";
import { type Html, html, type Piece } from "../../../markup/html.ts";
import type { TodayPrediction } from "../../../schemas/predictions.ts";
import type { Recommendation } from "../../../schemas/recommendations.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import type { RefusedSession } from "../forms/session-form.ts";
import { basis, type PageContext, type ShownContext } from "../page.ts";
import { slot } from "../page-slots.ts";
import { details, figure } from "./figure.ts";
import { form, selectField, submit, textField } from "./form.ts";

type Presets = SettingsBody["presets"];

/** The next preset, the reason for it, the expected rating, and the form that begins a session. */
export async function nextContent(
  context: PageContext,
  today: TodayPrediction | undefined,
  presets: Presets,
  refused: RefusedSession | undefined,
): Promise<Html> {
  const { services, userId } = context;
  const { categories } = await services.categoryService.list(userId);
  const proposal = today?.data.sessions === 0 ? undefined : await recommended(context);
  const begin = form(context, "start", [
    // The id makes the form idempotent: sent twice, it begins one session.
    html`<input type="hidden" name="id" value="${refused?.fields.get("id") || slot("id")}">`,
    fields(context, presets, categories, proposal?.preset ?? "", refused),
  ]);
  if (proposal === undefined) return begin;
  return html`${await headline(context, proposal, presets)}
${begin}
${details(context.words.text("ui.why"), basis(proposal.data, context.words))}`;
}

/** The proposal alone, where no session can be begun. */
export async function nextShown(context: ShownContext): Promise<Html> {
  const { services, userId, words } = context;
  const { presets } = await services.settingsService.show(userId);
  const proposal = await services.recommendationService.recommend(userId, {}, words.locale);
  return html`${await headline(context, proposal, presets)}
${details(words.text("ui.why"), basis(proposal.data, words))}`;
}

/**
 * The proposal; nothing when it fails. A session can be begun without one, and the failure keeps the page out of the
 * cache.
 */
async function recommended(context: PageContext): Promise<Recommendation | undefined> {
  const { services, userId, words, noteTrouble } = context;
  try {
    return await services.recommendationService.recommend(userId, {}, words.locale);
  } catch (thrown) {
    noteTrouble(thrown);
    return undefined;
  }
}

/** Of a person who has paused the tile of today says so; what led up to it is long ago. */
async function headline(
  context: ShownContext,
  { preset: id, reason, data }: Recommendation,
  presets: Presets,
): Promise<Html> {
  const { words } = context;
  const minutes = presets.find((one) => one.id === id)?.work_minutes;
  const length = minutes !== undefined && words.text("ui.minutes", { minutes });
  return html`<p class="headline"><b>${figure("preset", id, presetName(id, presets))}</b> ${length}</p>
${await expectedRating(context, id)}${data.status !== "paused" && html`<p class="quiet">${reason}</p>`}`;
}

/** The expected rating; nothing while it does not rest on the person's own sessions. */
async function expectedRating(context: ShownContext, preset: string): Promise<Piece> {
  const { services, userId, words, noteTrouble } = context;
  const asked = { query: { preset } };
  const quality = await services.signalService
    .sessionQuality(userId, asked, words.locale)
    .catch(noteTrouble);
  if (!quality || quality.interval === null) return "";
  const { predicted_productivity: rating, interval } = quality;
  const shown = words.text("ui.next.rating", {
    rating: words.number(Math.round(rating)),
    lower: words.number(Math.round(interval.lower)),
    upper: words.number(Math.round(interval.upper)),
    probability: words.percent(interval.probability),
  });
  return html`<p>${figure("predicted_productivity", rating, shown)}</p>`;
}

/** The fields of the form. With a proposal, the rarely changed ones are one click away. */
function fields(
  context: PageContext,
  presets: Presets,
  categories: readonly string[],
  proposed: string,
  refused: RefusedSession | undefined,
): Piece {
  const { words } = context;
  const problems = refused?.problems ?? [];
  const text = (name: "category" | "task", more: Html) =>
    textField(context, {
      ...{ name, problems, value: refused?.fields.get(name) ?? "" },
      label: words.text(`ui.sessions.${name}`),
      attributes: html` autocomplete="off"${more}`,
    });
  const preset = selectField(context, {
    ...{ name: "preset", problems, value: refused?.fields.get("preset") ?? proposed },
    label: words.text("ui.sessions.preset"),
    choices: presets.map(({ id, name, work_minutes }): [string, string] => [
      id,
      `${name}, ${words.text("ui.minutes", { minutes: work_minutes })}`,
    ]),
  });
  const start = submit(words.text("ui.session.start"), "s");
  const category = html`<div class="pair">${text("category", html` list="categories"`)}${start}</div><datalist id="categories">${categories.map((name) => html`<option value="${name}">`)}</datalist>`;
  const others = html`<div class="pair">${preset}${text("task", html``)}</div>`;
  const isOpen = proposed === "" || refused !== undefined;
  return isOpen
    ? html`${others}${category}`
    : html`${category}${details(words.text("ui.next.other"), others)}`;
}

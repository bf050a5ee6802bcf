import { presetName } from "../../../domain/preset.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { MorningBriefing } from "../../../schemas/ai-day.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import { emptyCard, type Page, type PageContext, part } from "../page.ts";
import { details, figure } from "../parts/figure.ts";

/** The day in words, and the figures behind them. */
export const briefingPage: Page = async (context) => {
  const { services, userId, words } = context;
  let hasSessions = true;
  const briefing = await part(
    context,
    words.longDate(context.today),
    async () => {
      const asking = { userId, locale: words.locale };
      const answer = await services.aiService.morningBriefing(asking, undefined);
      hasSessions = answer.based_on.sessions > 0;
      const { presets } = await services.settingsService.show(userId);
      return briefingContent(context, answer, presets);
    },
    true,
  );
  return html`<div class="tiles">${hasSessions ? briefing : emptyCard(context)}</div>`;
};

function briefingContent(
  context: PageContext,
  answer: MorningBriefing,
  presets: SettingsBody["presets"],
): Html {
  const { words } = context;
  const {
    optimal_schedule: plan,
    daily_challenge: challenge,
    wellness_micro_action: care,
  } = answer;
  const slots = plan.map(
    ({ time, duration, preset, activity, reason }) =>
      html`<li><b>${time}</b> ${presetName(preset, presets)}, ${words.text("ui.minutes", { minutes: duration })}: ${activity} <span class="quiet">${reason}</span></li>`,
  );
  // The page is read at any hour; its greeting is for the morning.
  const said = answer.insights.filter((sentence) => sentence !== answer.greeting);
  const section = (title: string, content: Html) => html`<h3>${title}</h3>${content}`;
  return html`${said.map((sentence) => html`<p>${sentence}</p>`)}
${slots.length > 0 && section(words.text("ui.briefing.plan"), html`<ul class="factors">${slots}</ul>`)}
${section(words.text("ui.briefing.challenge"), html`<p><b>${challenge.title}</b> ${challenge.description}</p>`)}
${section(words.text("ui.briefing.care"), html`<p>${care.action} ${care.when}</p><p class="quiet">${care.reason}</p>`)}
${answer.notes_insights.length > 0 && section(words.text("ui.briefing.notes"), html`${answer.notes_insights.map((text) => html`<p>${text}</p>`)}`)}
${figures(context, answer)}
${details(words.text("ui.why"), sources(context, answer))}`;
}

function figures({ words }: PageContext, { today_prediction, yesterday }: MorningBriefing): Html {
  const { expected_sessions, expected_productivity, confidence } = today_prediction;
  // Without confidence the numbers are the prior's, not the person's.
  const own = (shown: string) => (confidence === 0 ? "–" : shown);
  // Without sessions there is no rating.
  const ratingOf = (shown: string) => (expected_sessions === 0 ? "–" : own(shown));
  const rows = [
    ["expected_sessions", expected_sessions, own(words.number(expected_sessions))],
    ["expected_productivity", expected_productivity, ratingOf(words.number(expected_productivity))],
    ["confidence", confidence, own(words.percent(confidence))],
    ["sessions", yesterday.sessions, words.number(yesterday.sessions)],
    ["rating", yesterday.rating, yesterday.rating === null ? "–" : words.number(yesterday.rating)],
  ] as const;
  const pairs = rows.map(
    ([name, value, shown]) =>
      html`<div><dt>${words.text(`ui.briefing.${name}`)}</dt><dd>${figure(name, value, shown)}</dd></div>`,
  );
  return html`<dl>${pairs}</dl>`;
}

/** The source of the texts, and the amount of data behind them. */
function sources({ words }: PageContext, { source, model, based_on }: MorningBriefing): Html {
  const { sessions, from, to } = based_on;
  const by = words.text(`ui.briefing.by.${source}`, { model: model ?? "" });
  const range =
    from !== null &&
    to !== null &&
    html`<p class="quiet">${words.text("ui.briefing.rests", { sessions, from: words.longDate(from), to: words.longDate(to) })}</p>`;
  return html`<p class="quiet">${figure("source", source, by)}</p>${range}`;
}

import { presetName } from "../../../domain/preset.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { CurrentSessionBody } from "../../../schemas/current-session.ts";
import type { TodayPrediction } from "../../../schemas/predictions.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import type { RefusedSession } from "../forms/session-form.ts";
import { type PageContext, part } from "../page.ts";
import { slot } from "../page-slots.ts";
import { dayNow } from "./day-now.ts";
import { figure } from "./figure.ts";
import { form, notice, submit, textField } from "./form.ts";
import { keyMark } from "./key-list.ts";
import { nextContent } from "./next-content.ts";
import { ratingPad } from "./rating-pad.ts";

const DONE = ["started", "finished", "dropped", "running"] as const;

/** The running session with the form that ends it, or the proposal for the next one. */
export async function sessionTile(
  context: PageContext,
  today: TodayPrediction | undefined,
  refused: RefusedSession | undefined,
): Promise<{ readonly tile: Html; readonly isFirst: boolean }> {
  const { words, services, userId, done } = context;
  const finding = services.currentSessionService.find(userId);
  const isRunning = await finding.then(
    (current) => current !== undefined,
    () => false,
  );
  const title = words.text(isRunning ? "ui.session.title" : "ui.next.title");
  const tile = await part(context, title, async () =>
    sessionContent(context, today, await finding, refused),
  );
  const isSaid = DONE.some((one) => one === done);
  return { tile, isFirst: isRunning || isSaid || refused !== undefined };
}

async function sessionContent(
  context: PageContext,
  today: TodayPrediction | undefined,
  current: CurrentSessionBody | undefined,
  refused: RefusedSession | undefined,
): Promise<Html> {
  const { words, services, userId, done } = context;
  const { presets } = await services.settingsService.show(userId);
  const what = DONE.find((one) => one === done);
  // A confirmation of a running session is outdated once that session has ended.
  const said = what === "running" && current === undefined ? undefined : what;
  const now = said === "finished" && today !== undefined && html` ${dayNow(today, words)}`;
  return html`${said && notice(html`${words.text(`ui.session.${said}`)}${now}`, said === "running" ? "trouble" : "done")}${refused && notice(words.text("ui.form.refused"), "trouble")}
${current === undefined ? await nextContent(context, today, presets, refused) : runningContent(context, current, presets, refused)}`;
}

function runningContent(
  context: PageContext,
  current: CurrentSessionBody,
  presets: SettingsBody["presets"],
  refused: RefusedSession | undefined,
): Html {
  const { words } = context;
  const { id, start, planned_minutes: planned, planned_end: end, category, preset, task } = current;
  const clock = (time: string) => time.slice(11, 16);
  const since =
    end === null
      ? words.text("ui.session.since", { start: clock(start) })
      : words.text("ui.session.between", { start: clock(start), end: clock(end) });
  const minutes = planned === null ? "" : words.number(planned);
  const over = planned === null ? "ui.session.so_far" : "ui.session.over";
  const problems = refused?.problems ?? [];
  return html`<p class="headline"><b role="timer" data-start="${start}" data-now="${slot("now")}" data-planned="${planned ?? 0}" data-category="${category}" data-left="${words.text("ui.session.left", { clock: "%", minutes })}" data-over="${words.text(over, { clock: "%", minutes })}">${since}</b></p>
${planned !== null && html`<progress data-progress max="${planned}" value="0" aria-hidden="true" hidden></progress>`}
<p>${figure("category", category, category)} · ${figure("preset", preset, presetName(preset, presets))}${task !== null && html` · ${task}`} · ${figure("start", start, since)}</p>
${form(context, "finish", [
  html`<input type="hidden" name="id" value="${id}"><div class="pair">${textField(context, {
    ...{ name: "rating", problems, value: refused?.fields.get("rating") ?? "" },
    label: words.text("ui.session.rating"),
    attributes: html` inputmode="numeric" maxlength="6" autocomplete="off"`,
  })}${textField(context, {
    ...{ name: "duration_minutes", problems },
    value: refused?.fields.get("duration_minutes") ?? "",
    label: words.text("ui.session.minutes"),
    hint: words.text("ui.session.minutes.hint"),
    attributes: html` inputmode="numeric" maxlength="6" autocomplete="off"`,
  })}</div>`,
  ratingPad(words, refused?.fields.get("rated")),
  html`<p><button type="submit" class="main" name="completed" value="true" data-key="f">${words.text("ui.session.finish")}${keyMark("f")}</button> <button type="submit" name="completed" value="false" data-key="i">${words.text("ui.session.give_up")}${keyMark("i")}</button></p>`,
])}
${form(context, "drop", submit(words.text("ui.session.drop"), undefined, false))}`;
}

import type { TodayPrediction } from "../../../schemas/predictions.ts";
import type { Words } from "../words.ts";
import { likelyText } from "./count-band.ts";

/** The day's progress in one sentence: after a session has ended, and for screen readers when it changes. */
export function dayNow(
  { completed_sessions, sessions_interval, data }: TodayPrediction,
  words: Words,
) {
  const done = words.text("ui.session.today", { done: completed_sessions });
  if (data.status !== "ready" || sessions_interval === null) return `${done}.`;
  return `${done}, ${likelyText(sessions_interval, words)}.`;
}

import type { Html } from "../../markup/html.ts";
import type { Clock } from "../../ports.ts";
import { clockText } from "../../services/answers/clock-text.ts";
import type { DayCut } from "../../time/local-day.ts";
import { notice } from "./parts/form.ts";
import type { Words } from "./words.ts";

const MINUTE_MS = 60_000;

/** A notice on a page that the database does not answer, with the time of its last answer. */
export interface OutageNotice {
  /** Reports a page without failures. */
  noteAnswered(): void;
  show(words: Words, cut: DayCut): Html;
}

export function createOutageNotice(clock: Clock): OutageNotice {
  let answeredMs: number | undefined;
  return {
    noteAnswered() {
      answeredMs = clock.now();
    },
    show(words, { zone }) {
      if (answeredMs === undefined) return notice(words.text("ui.outage"), "trouble");
      const time = clockText(zone.localAt(answeredMs).msOfDay / MINUTE_MS);
      return notice(words.text("ui.outage.since", { time }), "trouble");
    },
  };
}

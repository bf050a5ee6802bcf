import type { Prediction } from "../../models/model.ts";
import type { DataBasis } from "../../schemas/answer.ts";
import { formatDay } from "../../time/calendar.ts";
import type { Pause } from "./pause.ts";

/** What a model's answer rests on, as it goes over the wire. */
export function dataBasis(prediction: Prediction<unknown>, pause: Pause | null = null): DataBasis {
  const { sessions, days, method } = prediction.basis;
  if (pause !== null) {
    const last_session = formatDay(pause.lastSession);
    return { status: "paused", sessions, days, method, last_session };
  }
  const basis = { status: prediction.status, sessions, days, method };
  return prediction.status === "ready" ? basis : { ...basis, needed: prediction.need };
}

/** How sure an answer is, 0–1: not at all while it does not rest on enough of the person's own sessions. */
export function confidenceOf(prediction: Prediction<unknown>, pause: Pause | null = null): number {
  const isOwn = prediction.status === "ready" && pause === null;
  return isOwn ? shownProbability(prediction.confidence) : 0;
}

/** A probability with two decimals; what is not certain is never shown as 1. */
export function shownProbability(probability: number): number {
  return Math.min(0.99, round(probability, 2));
}

export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

import type { Prediction } from "../../models/model.ts";
import type { DataBasis } from "../../schemas/answer.ts";
import { formatDay } from "../../time/calendar.ts";
import type { Pause } from "./pause.ts";

/** Data basis of a model's answer in its wire form. */
export function dataBasis(prediction: Prediction<unknown>, pause: Pause | null = null): DataBasis {
  const { sessions, days, method } = prediction.basis;
  if (pause !== null) {
    const last_session = formatDay(pause.lastSession);
    return { status: "paused", sessions, days, method, last_session };
  }
  const basis = { status: prediction.status, sessions, days, method };
  return prediction.status === "ready" ? basis : { ...basis, needed: prediction.need };
}

/** Confidence of an answer, 0–1; 0 while it is not based on enough of the person's own sessions. */
export function confidenceOf(prediction: Prediction<unknown>, pause: Pause | null = null): number {
  const isOwn = prediction.status === "ready" && pause === null;
  return isOwn ? shownProbability(prediction.confidence) : 0;
}

/** A probability with two decimals. A value below 1 is never rounded to 1. */
export function shownProbability(probability: number): number {
  return Math.min(0.99, round(probability, 2));
}

export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

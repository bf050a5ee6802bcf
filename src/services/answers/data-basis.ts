import type { Prediction } from "../../models/model.ts";
import type { DataBasis } from "../../schemas/answer.ts";

/** What a model's answer rests on, as it goes over the wire. */
export function dataBasis(prediction: Prediction<unknown>): DataBasis {
  const { sessions, days, method } = prediction.basis;
  const basis = { status: prediction.status, sessions, days, method };
  return prediction.status === "ready" ? basis : { ...basis, needed: prediction.need };
}

export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

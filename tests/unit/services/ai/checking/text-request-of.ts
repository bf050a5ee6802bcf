import type { Locale } from "../../../../../src/messages/locale.ts";
import type {
  Figure,
  FigureKind,
  TextRequest,
} from "../../../../../src/services/ai/text-request.ts";

export function figure(kind: FigureKind, value: number, id = `${kind}_${value}`): Figure {
  return { id, kind, value, shown: { en: String(value), cs: String(value) }, member: ["text"] };
}

/** A request with the one member `text`, which may say the given figures. */
export function textRequestOf(
  locale: Locale,
  figures: readonly Figure[],
  parts: Partial<Pick<TextRequest, "names" | "notes" | "asked">> & {
    readonly template?: string;
  } = {},
): TextRequest {
  const { template = "", ...rest } = parts;
  return {
    capability: "motivation",
    userId: "default",
    locale,
    parameters: {},
    asked: {},
    figures,
    names: { categories: [], presets: [], tasks: [], unsayable: [] },
    members: [{ key: "text", maxLength: 400, template, figureIds: figures.map(({ id }) => id) }],
    notes: [],
    factsFingerprint: "",
    day: 20_785,
    deadlineMs: 7000,
    lifetime: { ttlMs: 1, endsAtMs: 1, fixedFor: "facts" },
    bypassCache: false,
    ...rest,
  };
}

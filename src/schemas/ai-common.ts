import { type Static, Type } from "typebox";
import { CalendarDate } from "./answer.ts";
import { PresetId } from "./preset.ts";

/** Members shared by answers that are worded by a model or by templates. */

export const Plain = Type.String({
  description: "plain text in the answer's language, without markup",
});
export const Rating = Type.Number({ minimum: 0, maximum: 100 });
export const Share = Type.Number({ minimum: 0, maximum: 1 });
export const Count = Type.Integer({ minimum: 0 });
export const Level = Type.Enum(["high", "medium", "low"]);

export const closed = { additionalProperties: false } as const;

const LocalTimestamp = Type.String({ description: "local time of the person, without an offset" });

const Source = Type.Enum(["model", "mixed", "template"], {
  description:
    "who wrote the texts: a language model, a model and templates, or templates alone; numbers, names and enumerated values always come from the service",
});

const BasedOn = Type.Object(
  {
    sessions: Type.Integer({ minimum: 0, description: "sessions known" }),
    from: Type.Unsafe<string | null>({ ...CalendarDate, type: ["string", "null"] }),
    to: Type.Unsafe<string | null>({ ...CalendarDate, type: ["string", "null"] }),
  },
  { ...closed, description: "the history behind the figures; dates are null without one" },
);

/** Origin of an answer's texts. */
export const written = {
  source: Source,
  ai_generated: Type.Boolean({ description: "whether a language model wrote any of the texts" }),
  generated_at: LocalTimestamp,
  from_cache: Type.Boolean(),
  cached_at: Type.Optional(Type.String({ description: "with `from_cache`: RFC 3339" })),
  model: Type.Optional(Type.String({ description: "only for texts of a model" })),
  prompt_version: Type.Optional(Type.String({ description: "only for texts of a model" })),
  based_on: BasedOn,
};

/** The same, with the members of the former fallback answers, which older clients check. */
export const writtenWithFallback = {
  ...written,
  ai_available: Type.Boolean(),
  fallback: Type.Boolean({ description: "true: the texts come from templates" }),
  error: Type.Optional(Type.String({ description: "only with `fallback`: why no model was used" })),
  message: Type.Optional(Type.String({ description: "only with `fallback`" })),
  timestamp: LocalTimestamp,
};

const WrittenWithFallback = Type.Object(writtenWithFallback);
export type WrittenWithFallback = Static<typeof WrittenWithFallback>;
const Written = Type.Object(written);
export type Written = Static<typeof Written>;

export const NextSuggestion = Type.Object(
  {
    category: Type.String(),
    topic: Plain,
    preset: PresetId,
    reason: Plain,
    confidence: Share,
  },
  closed,
);

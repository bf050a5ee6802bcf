import { hash } from "node:crypto";
import type { TextCapability } from "../../domain/text-capability.ts";
import type { Locale } from "../../messages/locale.ts";

export { TEXT_CAPABILITIES, type TextCapability } from "../../domain/text-capability.ts";

/** What a number in a text counts or measures; a text may not say it as anything else. */
export const FIGURE_KINDS = [
  "sessions",
  "days",
  "weeks",
  "percent",
  "points",
  "duration",
  "time",
  "date",
  "xp",
  "ordinal",
  "ratio",
  "count",
] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** One number that texts may say. */
export interface Figure {
  readonly id: string;
  readonly kind: FigureKind;
  /**
   * Percent and points 0–100 or signed; a duration in minutes; a time as minute of the day; a date as days since
   * 1970-01-01; otherwise a count.
   */
  readonly value: number;
  /** As it reads in each language, unit included where one belongs to it: `72.5%`, `2 h 34 min`, `28. listopadu`. */
  readonly shown: Readonly<Record<Locale, string>>;
  /** Keys of the text members that may say it. */
  readonly member: readonly string[];
}

/** One text of an answer. */
export interface TextMember {
  /** Unique in its request: `greeting`, `schedule_1_reason`. */
  readonly key: string;
  /** In characters. */
  readonly maxLength: number;
  /** What is said when no model speaks. */
  readonly template: string;
  /** Ids of the figures that this text may say. */
  readonly figureIds: readonly string[];
}

/** Names that texts may say; any other category or preset is refused. */
export interface SayableNames {
  /** Categories, as the person spells them. */
  readonly categories: readonly string[];
  /** Names of presets, such as `Deep Work`. */
  readonly presets: readonly string[];
  /** Tasks and other wording of the person's own. */
  readonly tasks: readonly string[];
  /** Names that exist but must not be said in this answer: categories of the person beyond `categories`. */
  readonly unsayable: readonly string[];
}

/** A person's note, as data for a model. */
export interface Note {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly text: string;
}

/** How long a written text may be given again. */
export interface TextLifetime {
  /** At most this long. */
  readonly ttlMs: number;
  /** Never after this instant, such as the end of the day. */
  readonly endsAtMs: number;
  /**
   * `facts`: any change of the facts asks afresh. `day`, `week`: what was given once stays for the local day or ISO week,
   * whatever becomes known meanwhile.
   */
  readonly fixedFor: "facts" | "day" | "week";
}

/** Free text of a request, such as a mood: data for a model like notes, never instructions. */
export type AskedTexts = Readonly<Record<string, string>>;

/** Everything that is needed to word an answer, by a model or by templates. */
export interface TextRequest {
  readonly capability: TextCapability;
  readonly userId: string;
  readonly locale: Locale;
  /** What the caller asked for, normalised: equal questions have equal parameters. */
  readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
  readonly asked: AskedTexts;
  readonly figures: readonly Figure[];
  readonly names: SayableNames;
  readonly members: readonly TextMember[];
  /** Newest first; no more than a prompt can use. */
  readonly notes: readonly Note[];
  /** Of everything the texts depend on: equal fingerprints may share an answer. */
  readonly factsFingerprint: string;
  /** The local day on which it was asked, days since 1970-01-01. */
  readonly day: number;
  readonly deadlineMs: number;
  readonly lifetime: TextLifetime;
  /** The caller wants a new answer in place of a kept one. */
  readonly bypassCache: boolean;
}

export type TextSource = "model" | "mixed" | "template";

export interface WrittenTexts {
  /** A text for every member of the request. */
  readonly texts: Readonly<Record<string, string>>;
  readonly source: TextSource;
  /** Which model spoke; absent for templates. */
  readonly model?: string;
  readonly promptVersion?: string;
  /** When the texts were made. */
  readonly generatedAtMs: number;
  /** When the texts were kept, if they were made for an earlier request. */
  readonly cachedAtMs?: number;
  /** The template that each text was made of; only of texts that were written ahead. */
  readonly drafts?: Readonly<Record<string, string>>;
  /** Why templates speak. */
  readonly templateReason?: TemplateReason;
}

/** `not_configured`: no model is to be asked; the others name the stage that failed. */
export type TemplateReason =
  | "not_configured"
  | "unavailable"
  | "too_slow"
  | "over_budget"
  | "unusable_answer";

export interface WriteOptions {
  /** The caller left. */
  readonly signal?: AbortSignal;
  /** It is written ahead of any request; a request later that day gets as much of it as still holds. */
  readonly isAhead?: boolean;
  /** Is given every text as soon as it is checked; `undefined` takes back all that was given before. */
  readonly onText?: (text: { readonly member: string; readonly text: string } | undefined) => void;
}

/** Words an answer. Never throws for what a provider does: templates speak then. */
export interface TextWriter {
  write(request: TextRequest, options?: WriteOptions): Promise<WrittenTexts>;
}

/** The fingerprint of a request's facts: of all that a text may say or be led by. */
export function factsFingerprint(
  facts: Pick<TextRequest, "figures" | "names" | "members" | "notes" | "asked">,
): string {
  const members = facts.members.map(({ key, maxLength, template }) => [key, maxLength, template]);
  const figures = facts.figures.map(({ id, kind, value, member }) => [id, kind, value, member]);
  const { names, notes, asked } = facts;
  return hash("sha256", JSON.stringify([members, figures, names, notes, asked]), "base64url");
}

import { hash } from "node:crypto";
import type { TextCapability } from "../../domain/text-capability.ts";
import type { Locale } from "../../messages/locale.ts";

export { TEXT_CAPABILITIES, type TextCapability } from "../../domain/text-capability.ts";

/** What a number in a text counts or measures. A text must not use it as anything else. */
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

/** One number that texts may state. */
export interface Figure {
  readonly id: string;
  readonly kind: FigureKind;
  /**
   * Percent and points 0–100 or signed; a duration in minutes; a time as minute of the day; a date as days since
   * 1970-01-01; otherwise a count.
   */
  readonly value: number;
  /** Display in each language, with the unit if it has one: `72.5%`, `2 h 34 min`, `28. listopadu`. */
  readonly shown: Readonly<Record<Locale, string>>;
  /** Keys of the text members that may state it. */
  readonly member: readonly string[];
}

/** One text of an answer. */
export interface TextMember {
  /** Unique in its request: `greeting`, `schedule_1_reason`. */
  readonly key: string;
  /** In characters. */
  readonly maxLength: number;
  /** Text used when no model answers. */
  readonly template: string;
  /** Ids of the figures that this text may state. */
  readonly figureIds: readonly string[];
}

/** Names that texts may contain; any other category or preset is rejected. */
export interface SayableNames {
  /** Categories, as the person spells them. */
  readonly categories: readonly string[];
  /** Names of presets, such as `Deep Work`. */
  readonly presets: readonly string[];
  /** Tasks and other wording of the person. */
  readonly tasks: readonly string[];
  /** The person's categories outside `categories`, which this answer must not mention. */
  readonly unsayable: readonly string[];
}

/** A person's note, sent to a model as data. */
export interface Note {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly text: string;
}

/** How long a written text may be reused. */
export interface TextLifetime {
  /** Maximum age. */
  readonly ttlMs: number;
  /** Latest instant of use, such as the end of the day. */
  readonly endsAtMs: number;
  /**
   * `facts`: any change of the facts requires a new text. `day`, `week`: the text is fixed for the local day or ISO
   * week, whatever becomes known later.
   */
  readonly fixedFor: "facts" | "day" | "week";
}

/** Free text of a request, such as a mood. It is sent as data like notes, never as instructions. */
export type AskedTexts = Readonly<Record<string, string>>;

/** Everything needed to word an answer, by a model or by templates. */
export interface TextRequest {
  readonly capability: TextCapability;
  readonly userId: string;
  readonly locale: Locale;
  /** Normalised parameters of the request: equal questions have equal parameters. */
  readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
  readonly asked: AskedTexts;
  readonly figures: readonly Figure[];
  readonly names: SayableNames;
  readonly members: readonly TextMember[];
  /** Newest first; at most as many as fit into a prompt. */
  readonly notes: readonly Note[];
  /** Fingerprint of everything that the texts depend on; requests with equal fingerprints may share an answer. */
  readonly factsFingerprint: string;
  /** Local day of the request, days since 1970-01-01. */
  readonly day: number;
  readonly deadlineMs: number;
  readonly lifetime: TextLifetime;
  /** The caller wants a new answer instead of a stored one. */
  readonly bypassCache: boolean;
}

export type TextSource = "model" | "mixed" | "template";

export interface WrittenTexts {
  /** A text for every member of the request. */
  readonly texts: Readonly<Record<string, string>>;
  readonly source: TextSource;
  /** The model that wrote them; absent for templates. */
  readonly model?: string;
  readonly promptVersion?: string;
  /** When the texts were written. */
  readonly generatedAtMs: number;
  /** When the texts were stored, if they were written for an earlier request. */
  readonly cachedAtMs?: number;
  /** Template of each text; only for texts that were written ahead. */
  readonly drafts?: Readonly<Record<string, string>>;
  /** Reason for using templates. */
  readonly templateReason?: TemplateReason;
}

/** `not_configured`: there is no model; the others name the stage that failed. */
export type TemplateReason =
  | "not_configured"
  | "unavailable"
  | "too_slow"
  | "over_budget"
  | "unusable_answer";

export interface WriteOptions {
  /** Aborted when the caller disconnects. */
  readonly signal?: AbortSignal;
  /** Written ahead of any request. A request later that day uses the parts that are still valid. */
  readonly isAhead?: boolean;
  /** Called with every text once it is checked; `undefined` retracts all texts passed before. */
  readonly onText?: (text: { readonly member: string; readonly text: string } | undefined) => void;
}

/** Words an answer. Never throws for a provider's failure; it uses templates instead. */
export interface TextWriter {
  write(request: TextRequest, options?: WriteOptions): Promise<WrittenTexts>;
}

/** Fingerprint of a request's facts: everything that a text may state or depend on. */
export function factsFingerprint(
  facts: Pick<TextRequest, "figures" | "names" | "members" | "notes" | "asked">,
): string {
  const members = facts.members.map(({ key, maxLength, template }) => [key, maxLength, template]);
  const figures = facts.figures.map(({ id, kind, value, member }) => [id, kind, value, member]);
  const { names, notes, asked } = facts;
  return hash("sha256", JSON.stringify([members, figures, names, notes, asked]), "base64url");
}

import { LRUCache } from "lru-cache";
import type { Figure, TextMember, TextRequest } from "../text-request.ts";
import { checkLanguage } from "./check-language.ts";
import { checkNames, type SayableWords } from "./check-names.ts";
import { checkNumbers } from "./check-numbers.ts";
import { checkSentences, type OwnSentences, ownSentences } from "./quoted-sentences.ts";
import type { Violation } from "./violation.ts";
import { checkWording } from "./wording.ts";
import { wordsOf } from "./words-of.ts";

export type { Violation, ViolationKind } from "./violation.ts";

/** This many consecutive words of a secret text count as a quotation. */
const QUOTED_PROMPT_WORDS = 8;
const QUOTED_WORDS = 5;
/** Members that are lists may have several lines; all others have one. */
const MEMBERS_WITH_LINES = new Set(["answer"]);

interface MemberFacts {
  readonly member: TextMember;
  readonly figures: readonly Figure[];
  readonly sayable: SayableWords;
}

interface RequestFacts {
  readonly members: ReadonlyMap<string, MemberFacts>;
  /** Allowed names, longest first; they are blanked out before numbers are read. */
  readonly blanked: readonly string[];
  /** Words typed by people: notes, parameters, names. Of these, a text may repeat only the names. */
  readonly ownWords: ReadonlySet<string>;
  readonly ownSentences: OwnSentences;
}

const facts = new WeakMap<TextRequest, RequestFacts>();

/**
 * Checks a text for one member of an answer. Violations are numbers, dates and times that are no figure of that member
 * and kind; names that are not allowed; another language; markup; quotations of a prompt or note; clinical words and
 * causal claims.
 *
 * Numbers are compared by value and kind with the figures of the member alone. A text that confuses two figures is
 * therefore rejected if their kinds or members differ.
 *
 * @param secret text that must not be repeated, such as the system prompt
 * @returns an empty list for a text that may be shown
 * @throws RangeError for a key that is not a member of the request
 */
export function checkText(
  request: TextRequest,
  memberKey: string,
  text: string,
  secret = "",
): readonly Violation[] {
  const known = facts.get(request) ?? factsOf(request);
  facts.set(request, known);
  const own = known.members.get(memberKey);
  if (own === undefined) throw new RangeError(`no member ${memberKey}`);
  if (text.trim() === "") return [{ kind: "empty", found: "" }];
  if (text.length > own.member.maxLength) return [{ kind: "length", found: "" }];
  const { locale } = request;
  const allowsBreaks = MEMBERS_WITH_LINES.has(memberKey);
  const plain = blank(normalise(text), known.blanked);
  return [
    ...checkWording(blank(text, known.blanked), locale, { allowsBreaks }),
    ...checkNumbers(plain, own.figures, locale),
    ...checkNames(text.normalize("NFKC"), own.sayable, locale),
    ...checkLanguage(plain.toLowerCase(), locale),
    ...checkRepetition(plain, known.ownWords, QUOTED_WORDS, own.member.template),
    ...checkSentences(plain, known.ownSentences, own.member.template),
    ...(secret === "" ? [] : checkRepetition(text, shinglesOf(secret), QUOTED_PROMPT_WORDS)),
  ];
}

function factsOf(request: TextRequest): RequestFacts {
  const { names, asked, notes } = request;
  const askedTexts = Object.values(asked).filter((text) => text.length < 120);
  const sayable = [...names.categories, ...names.presets, ...names.tasks];
  const all = [...sayable, ...askedTexts].map((name) => name.normalize("NFKC").toLowerCase());
  const unsayable = names.unsayable.filter((name) => name.length > 1 && !sayable.includes(name));
  const pattern = unsayable.map((name) => RegExp.escape(name)).join("|");
  const members = request.members.map((member): [string, MemberFacts] => {
    const template = member.template.normalize("NFKC");
    const words = new Set(wordsOf([...all, template].join(" ")));
    const figures = request.figures.filter(
      ({ id, member: keys }) => member.figureIds.includes(id) && keys.includes(member.key),
    );
    const regexp =
      unsayable.length === 0 ? undefined : new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, "u");
    return [
      member.key,
      { member, figures, sayable: { names: all, words, unsayable: regexp, figures, template } },
    ];
  });
  // Notes are joined in both orders, because a model sees several notes as one text.
  const noted = notes.map(({ text }) => text);
  const typed = [...noted, ...Object.values(asked), ...names.categories, ...names.tasks];
  return {
    members: new Map(members),
    blanked: sayable
      .map((name) => normalise(name))
      .filter(isDistinct)
      .sort((one, other) => other.length - one.length),
    ownWords: shingles([...typed, noted.join(" "), noted.toReversed().join(" ")], QUOTED_WORDS),
    ownSentences: ownSentences(typed, sayable),
  };
}

/** A name that reads like a figure, such as "97 %" or "5 sessions", would allow any text to state it. */
function isDistinct(name: string): boolean {
  if (checkNumbers(name, [], "en").length === 0 && checkNumbers(name, [], "cs").length === 0) {
    return /\p{L}{2}/u.test(name);
  }
  return (
    /\p{L}{3}[^\d]* \d+$|\p{L}\d|\d\p{L}{2}/u.test(name) &&
    !/^\D*\d+ \p{L}/u.test(name) &&
    !/%/.test(name)
  );
}

/** Normalises compatibility forms, spaces, and dashes and minus signs (to a hyphen). */
function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\p{Zs}\t]/gu, " ")
    .replaceAll(/[‐‑‒–—―−]/g, "-");
}

function blank(text: string, names: readonly string[]): string {
  let result = text;
  for (const name of names) {
    let index = result.indexOf(name);
    while (index >= 0) {
      const end = index + name.length;
      if (isWordEnd(result, index - 1) && isWordEnd(result, end)) {
        result = `${result.slice(0, index)}…${result.slice(end)}`;
      }
      index = result.indexOf(name, index + 1);
    }
  }
  return result;
}

function isWordEnd(text: string, index: number): boolean {
  const letter = text[index];
  return letter === undefined || !/[\p{L}\p{N}]/u.test(letter);
}

/** There are few secrets, and they rarely change. */
const secrets = new LRUCache<string, ReadonlySet<string>>({ max: 64 });

function shinglesOf(secret: string): ReadonlySet<string> {
  const known = secrets.get(secret) ?? shingles([secret], QUOTED_PROMPT_WORDS);
  secrets.set(secret, known);
  return known;
}

function shingles(texts: readonly string[], size: number): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts) {
    const words = wordsOf(text);
    for (let index = 0; index + size <= words.length; index++) {
      found.add(words.slice(index, index + size).join(" "));
    }
  }
  return found;
}

function checkRepetition(
  text: string,
  forbidden: ReadonlySet<string>,
  size: number,
  template = "",
): Violation[] {
  if (forbidden.size === 0) return [];
  const words = wordsOf(text);
  const isDrafted = (quoted: string) => ` ${wordsOf(template).join(" ")} `.includes(` ${quoted} `);
  for (let index = 0; index + size <= words.length; index++) {
    const quoted = words.slice(index, index + size).join(" ");
    if (forbidden.has(quoted) && !isDrafted(quoted)) return [{ kind: "leak", found: quoted }];
  }
  return [];
}

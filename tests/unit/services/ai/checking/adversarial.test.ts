import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Locale } from "../../../../../src/messages/locale.ts";
import { checkText } from "../../../../../src/services/ai/checking/check-text.ts";
import { type Claim, FRAMES, waysToSay } from "../../../../support/ai/claims.ts";
import { figure, textRequestOf } from "./text-request-of.ts";

const rating: Claim = { kind: "points", value: 64 };

/** What the text may say; no value is right in two kinds, but for those that are meant to be. */
const FACTS: readonly Claim[] = [
  { kind: "sessions", value: 4 },
  { kind: "sessions", value: 11 },
  { kind: "days", value: 3 },
  { kind: "percent", value: 72.5 },
  rating,
  { kind: "duration", value: 154 },
  { kind: "duration", value: 52 },
  { kind: "time", value: 9 * 60 },
  { kind: "time", value: 14 * 60 + 30 },
  // 28 November 2026.
  { kind: "date", value: 20_785 },
];

const SHIFTS = [-30, -11, -7, -2, -1, 1, 2, 3, 7, 10, 19, 40];
const KINDS = ["sessions", "days", "percent", "points", "duration", "time"] as const;

function isSupported({ kind, value }: Claim): boolean {
  return FACTS.some((fact) => {
    if (fact.kind !== kind) return false;
    const rounded = kind === "percent" ? Math.round(fact.value) : fact.value;
    // "2:30" is said of half past two in the afternoon too.
    const isAfternoon = kind === "time" && fact.value === value + 720;
    return fact.value === value || rounded === value || isAfternoon;
  });
}

/** Neighbours of each fact in its own kind, and each fact in every other kind. */
function wrongClaims(): Claim[] {
  const shifted = FACTS.flatMap(({ kind, value }) =>
    SHIFTS.map((shift): Claim => ({ kind, value: value + shift })),
  );
  const swapped = FACTS.flatMap(({ value }) => KINDS.map((kind): Claim => ({ kind, value })));
  return [...shifted, ...swapped].filter(
    (claim) =>
      claim.value > 1 && !isSupported(claim) && !(claim.kind === "time" && claim.value >= 1440),
  );
}

/** Sentences that no fact supports in any form. */
const INVENTED: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    ...["twice as much as usual", "half of the sessions", "a dozen sessions", "a third more"],
    ...["3x better", "double the focus", "top 1%", "in 2019", "IV sessions", "４ sessions ５"],
    ...["between 4 and 9 sessions", "4–9 sessions", "5–11 sessions", "over 100%", "-4 sessions"],
    ...["four hundred sessions", "1,250 sessions", "4 hours", "11 minutes", "3 weeks", "4 XP"],
    ...["4 percentage points", "64%", "72.5 points", "72,5%", "9 pm", "half past ten, 10:30"],
  ],
  cs: [
    ...["dvakrát víc než obvykle", "polovina sezení", "tucet sezení", "o třetinu víc"],
    ...["3x lepší", "dvojnásobek", "1 % nejlepších", "od roku 2019", "IV sezení", "٤ sezení"],
    ...["mezi 4 a 9 sezeními", "4–9 sezení", "5–11 sezení", "přes 100 %", "-4 sezení"],
    ...["čtyři sta sezení", "1.250 sezení", "4 hodiny", "11 minut", "3 týdny", "4 XP"],
    ...["64 %", "72,5 bodu", "72.5 %", "devět dní", "pětadvacet sezení", "v 10:30"],
  ],
};

for (const locale of ["en", "cs"] as const) {
  describe(`texts with figures in ${locale}`, () => {
    const request = textRequestOf(
      locale,
      FACTS.map(({ kind, value }) => figure(kind, value)),
    );
    const isRefused = (text: string) => checkText(request, "text", text).length > 0;
    const sentences = (said: readonly string[]) =>
      said.flatMap((each) => FRAMES[locale].map((frame) => frame(each)));
    const right = sentences(FACTS.flatMap((fact) => waysToSay(fact, locale)));
    const wrong = sentences([
      ...wrongClaims().flatMap((claim) => waysToSay(claim, locale)),
      ...INVENTED[locale],
    ]);

    test(`of ${wrong.length} with a wrong one, none may be shown`, () => {
      assert.ok(wrong.length >= 1000);
      assert.deepEqual(
        wrong.filter((text) => !isRefused(text)),
        [],
      );
    });

    test("a wrong one beside right ones is found", () => {
      const facts = FACTS.map((fact) => waysToSay(fact, locale)[0] ?? "");
      const mixed = wrongClaims().flatMap((claim, index) => {
        const said = waysToSay(claim, locale)[0] ?? "";
        const [one, other] = [facts[index % facts.length], facts[(index + 3) % facts.length]];
        return [
          `${one}, ${said}, ${other}.`,
          `${said}; ${one}.`,
          ...waysToSay(rating, locale).map((scaled) => `${scaled}. ${said}`),
        ];
      });
      assert.deepEqual(
        mixed.filter((text) => !isRefused(text)),
        [],
      );
    });

    test(`of ${right.length} right ones, at most 2 in 100 are refused`, () => {
      const refused = right.filter(isRefused);
      assert.ok(refused.length <= 0.02 * right.length, refused.join("\n"));
    });
  });
}

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import { en } from "../../../src/messages/en.ts";
import {
  CATALOGUES,
  isMessageKey,
  LOCALES,
  type Locale,
  translate,
} from "../../../src/messages/translate.ts";

const KEYS = Object.keys(en).filter(isMessageKey);

/** Every placeholder of a message, those inside plural and select forms included. */
function placeholders(text: string, locale: Locale): string[] {
  const found = new Set<string>();
  collect(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst(), found);
  return [...found].sort();
}

function collect(node: unknown, found: Set<string>): void {
  if (Array.isArray(node)) for (const element of node) collect(element, found);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  const { type, value, options } = Object(node);
  // Of the elements only literals (0) and the # of a plural (7) name nothing.
  if (typeof type === "number" && type !== 0 && type !== 7) found.add(String(value));
  for (const option of Object.values(Object(options))) collect(Object(option).value, found);
}

describe("every language", () => {
  for (const locale of LOCALES) {
    test(`${locale} has every message, and no other`, () => {
      assert.deepEqual(Object.keys(CATALOGUES[locale]).sort(), [...KEYS].sort());
    });

    test(`${locale} fills the same placeholders as English`, () => {
      for (const key of KEYS) {
        assert.deepEqual(
          placeholders(CATALOGUES[locale][key], locale),
          placeholders(en[key], "en"),
          key,
        );
      }
    });

    test(`${locale} gives a form for every plural category of the language`, () => {
      const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      for (const key of KEYS) {
        for (const form of CATALOGUES[locale][key].matchAll(/, plural, (.*?)\}\}/g)) {
          for (const category of categories) {
            assert.match(form[1] ?? "", new RegExp(`\\b${category} \\{`), `${key}: ${category}`);
          }
        }
      }
    });
  }

  test("no message speaks of health, names a cause, or states a figure of its own", () => {
    const clinical =
      /burn.?out|vyhoř|depres|exhaust|vyčerp|symptom|diagno|disorder|poruch|illness|nemoc|therap|terapi|anxi|úzkost/i;
    const causal = /\bbecause\b|\bcauses?\b|protože|způsobuj/i;
    // Figures come from the person's data, through placeholders.
    const figure = /\d\s?%|\d\s(percent|procent|points|bod)/i;
    for (const locale of LOCALES) {
      for (const key of KEYS) {
        const text = CATALOGUES[locale][key];
        assert.doesNotMatch(text, clinical, `${locale} ${key}`);
        // A failure of the service may have one, and what doctor finds.
        if (!/^(error|doctor)\./.test(key)) assert.doesNotMatch(text, causal, `${locale} ${key}`);
        assert.doesNotMatch(text, figure, `${locale} ${key}`);
      }
    }
  });

  test("no message is blank, and none ends in a space", () => {
    for (const locale of LOCALES) {
      for (const key of KEYS) {
        const text = CATALOGUES[locale][key];
        assert.ok(text.trimEnd() === text && text !== "", `${locale} ${key}`);
      }
    }
  });
});

describe("every message is used", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("messages"))
    .map((path) => readFileSync(`src/${path}`, "utf8"))
    .join("\n");
  // `error.${code}.title` uses every message under `error.` whose next part the sources name.
  const prefixes = [...sources.matchAll(/`([a-z_.]+)\$\{/g)].map((match) => match[1] ?? "");
  const words = new Set(sources.match(/\w+/g));

  // `${key}.cure` uses every message of that end beside one that is used.
  const ends = [...sources.matchAll(/\$\{key\}(\.[a-z_.]+)`/g)].map((match) => match[1] ?? "");

  function isUsed(key: string): boolean {
    if (sources.includes(`"${key}"`)) return true;
    const end = ends.find((each) => key.endsWith(each));
    if (end !== undefined && isUsed(key.slice(0, -end.length))) return true;
    return prefixes.some((prefix) => {
      const rest = key.slice(prefix.length);
      return key.startsWith(prefix) && (words.has(rest.split(".")[0] ?? "") || isUsed(rest));
    });
  }

  test("by its key or by a code that the sources name", () => {
    assert.deepEqual(
      KEYS.filter((key) => !isUsed(key)),
      [],
    );
  });
});

describe("translate", () => {
  test("chooses the plural form of the language", () => {
    const text = (limit: number) => translate("cs", "field.max_items", { limit });
    assert.equal(text(1), "Může mít nejvýše 1 položku.");
    assert.equal(text(3), "Může mít nejvýše 3 položky.");
    assert.equal(text(5), "Může mít nejvýše 5 položek.");
    assert.equal(text(1.5), "Může mít nejvýše 1,5 položky.");
  });

  test("puts values in as they are: braces and tags in them are text", () => {
    const text = translate("en", "error.session_conflict.detail", { id: "{x} <b>" });
    assert.equal(text, "A different session with the id {x} <b> is already stored.");
  });

  test("a value that is missing is a mistake of ours, not a hole in the sentence", () => {
    assert.throws(() => translate("en", "field.maximum"), /limit/);
  });
});

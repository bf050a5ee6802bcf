import { type OwnPresets, presetName } from "../../../domain/preset.ts";
import { type Locale, type MessageKey, translate } from "../../../messages/translate.ts";
import { plainName } from "../../answers/plain-name.ts";
import type { Figure, SayableNames, TextMember } from "../text-request.ts";
import { type Amount, parameterOf, shownAmount } from "./amount.ts";
import { readFigures } from "./read-figures.ts";

export type DraftParameters = Readonly<Record<string, string | Amount>>;

/** Collects the texts of an answer as written without a model, with the figures and names that they may contain. */
export interface TextDraft {
  readonly locale: Locale;
  /** Adds a text of the catalogue. @returns its key */
  say(key: string, maxLength: number, message: MessageKey, parameters?: DraftParameters): string;
  /** Returns a text of the catalogue without adding it. */
  preview(message: MessageKey, parameters: Readonly<Record<string, string>>): string;
  /** Adds a sentence of another route. @returns its key */
  repeat(key: string, maxLength: number, sentence: string): string;
  /** Registers an allowed name and returns it as displayed. */
  category(name: string): string;
  preset(id: string): string;
  task(name: string): string;
  finish(known: readonly string[]): {
    readonly members: readonly TextMember[];
    readonly figures: readonly Figure[];
    readonly names: SayableNames;
  };
}

export function textDraft(locale: Locale, day: number, own: OwnPresets): TextDraft {
  const members: TextMember[] = [];
  const figures: Figure[] = [];
  const categories = new Set<string>();
  const presets = new Set<string>();
  const tasks = new Set<string>();

  function add(
    key: string,
    maxLength: number,
    template: string,
    named: [string, Amount][],
  ): string {
    const known = named.map(([, amount]) => amount);
    const read = readFigures(template, known, { locale, day });
    const all = [
      ...named,
      ...read.map((one, index): [string, Amount] => [`said_${index + 1}`, one]),
    ];
    const figureIds = all.map(([name, amount]) => {
      const id = `${key}.${name}`;
      const shown = { en: shownAmount(amount, "en"), cs: shownAmount(amount, "cs") };
      figures.push({ id, ...amount, shown, member: [key] });
      return id;
    });
    members.push({ key, maxLength: Math.max(maxLength, template.length), template, figureIds });
    return key;
  }

  return {
    locale,
    say(key, maxLength, message, parameters = {}) {
      const named: [string, Amount][] = [];
      const given: Record<string, string | number> = {};
      for (const [name, value] of Object.entries(parameters)) {
        if (typeof value === "string") given[name] = value;
        else {
          named.push([name, value]);
          given[name] = parameterOf(value, locale);
        }
      }
      return add(key, maxLength, translate(locale, message, given), named);
    },
    preview: (message, parameters) => translate(locale, message, parameters),
    repeat: (key, maxLength, sentence) => add(key, maxLength, sentence, []),
    category: (name) => kept(categories, plainName(name)),
    preset: (id) => kept(presets, plainName(presetName(id, own))),
    task: (name) => kept(tasks, plainName(name)),
    finish: (known) => ({
      members,
      figures,
      names: {
        categories: [...categories],
        presets: [...presets],
        tasks: [...tasks],
        unsayable: known.map(plainName).filter((name) => !categories.has(name)),
      },
    }),
  };
}

function kept(names: Set<string>, name: string): string {
  names.add(name);
  return name;
}

/**
 * How the texts read and whether they are right, over sixty invented people: `npm run eval:ai` writes
 * `benchmarks/quality/ai/templates.json`. Where a language model is configured (AI_*, OLLAMA_*), its texts are scored
 * instead, and printed.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../../../src/config/read-config.ts";
import { openDependencies } from "../../../src/dependencies.ts";
import type { Locale } from "../../../src/messages/locale.ts";
import { createAiService } from "../../../src/services/ai/ai-service.ts";
import { formatDay } from "../../../src/time/calendar.ts";
import { openZone } from "../../../src/time/zone.ts";
import { askEverything } from "./ask-everything.ts";
import { inventPerson, NOW_MS, PEOPLE, ZONE } from "./people.ts";
import { addTexts, emptySums, readingEase, type TextSums } from "./text-scores.ts";

export interface CapabilityScore {
  readonly capability: string;
  readonly locale: Locale;
  readonly texts: number;
  readonly missing: number;
  readonly too_long: number;
  /** Texts that the check refuses, by kind; templates have none. */
  readonly refused: Readonly<Record<string, number>>;
  readonly mean_characters: number;
  readonly reading_ease: number;
}

export interface Evaluation {
  readonly people: number;
  readonly source: Readonly<Record<string, number>>;
  readonly scores: readonly CapabilityScore[];
  /** Of the sentences of a briefing, which share the day before had too; and how many briefings were the same. */
  readonly repetition: { readonly mean_share: number; readonly identical: number };
  /** Briefings whose forecast is not the forecast route's. */
  readonly contradictions: number;
}

export async function evaluate(
  people: readonly number[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Evaluation> {
  const config = readConfig({
    ...env,
    DATABASE_URL: ":memory:",
    TIMEZONE: ZONE,
    LOG_LEVEL: "error",
  });
  await using service = await openDependencies(config, { clock: { now: () => NOW_MS } });
  const sums = new Map<string, TextSums>();
  const sources: Record<string, number> = {};
  const ai = createAiService({
    profiles: service.profileService,
    categories: service.categoryService,
    wellness: { find: async () => undefined },
    sessions: service.sessions,
    achievements: service.achievementService,
    signals: service.signalService,
    writer: {
      async write(request) {
        const written = await service.textWriting.writer.write(request);
        const key = `${request.capability} ${request.locale}`;
        const own = sums.get(key) ?? emptySums();
        sums.set(key, own);
        addTexts(own, request, written);
        sources[written.source] = (sources[written.source] ?? 0) + 1;
        return written;
      },
    },
  });
  const today = formatDay(openZone(ZONE).localAt(NOW_MS).day);
  let [repeated, briefings, identical, contradictions] = [0, 0, 0, 0];
  for (const number of people) {
    const { userId, sessions } = inventPerson(number);
    for (let from = 0; from < sessions.length; from += 1000) {
      await service.sessions.insert(sessions.slice(from, from + 1000), NOW_MS);
    }
    for (const locale of ["en", "cs"] as const) {
      const caller = { userId, locale };
      const [before, now] = await askEverything(ai, caller, today);
      briefings += 1;
      repeated += now.filter((sentence) => before.includes(sentence)).length / now.length;
      if (now.join("\n") === before.join("\n")) identical += 1;
      const { today_prediction } = await ai.morningBriefing(caller, undefined);
      const forecast = await service.predictionService.today(userId, undefined, locale);
      if (forecast.predicted_sessions !== today_prediction.expected_sessions) contradictions += 1;
    }
  }
  return {
    people: people.length,
    source: sources,
    scores: [...sums].map(([key, own]) => scoreOf(key, own)),
    repetition: { mean_share: rounded(repeated / briefings, 3), identical },
    contradictions,
  };
}

function scoreOf(key: string, sums: TextSums): CapabilityScore {
  const [capability = "", locale = ""] = key.split(" ");
  const language = locale === "cs" ? "cs" : "en";
  return {
    ...{ capability, locale: language },
    ...{ texts: sums.texts, missing: sums.missing, too_long: sums.tooLong, refused: sums.refused },
    mean_characters: rounded(sums.characters / sums.texts, 1),
    reading_ease: rounded(readingEase(sums, language), 1),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

if (import.meta.main) {
  const people = Array.from({ length: PEOPLE }, (_, number) => number);
  const evaluation = await evaluate(people, process.env);
  const text = `${JSON.stringify(evaluation, null, 2)}\n`;
  process.stdout.write(text);
  // Another's texts are not the project's: only templates are committed.
  if (Object.keys(evaluation.source).join() === "template") {
    writeFileSync(join(import.meta.dirname, "templates.json"), text);
  }
}

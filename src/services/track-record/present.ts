import { type Locale, translate } from "../../messages/translate.ts";
import type { RecordedDay } from "../../models/session-predictor/record.ts";
import type { TrackRecord } from "../../schemas/track-record.ts";
import { formatDay } from "../../time/calendar.ts";
import { round } from "../answers/data-basis.ts";
import { type CountRecord, MIN_SCORED, type RatingRecord, type TrackRecordFacts } from "./facts.ts";

/** The record in its wire form, with sentences for people. */
export function presentTrackRecord(facts: TrackRecordFacts, locale: Locale): TrackRecord {
  const { counts, ratings, completion } = facts;
  return {
    from: formatDay(facts.from),
    to: formatDay(facts.to),
    status: counts === null ? "insufficient_data" : "ready",
    scored_days: facts.scoredDays,
    needed_days: MIN_SCORED,
    summary: sentences(facts, locale),
    sessions: counts && presentCounts(counts),
    ratings: ratings && presentRatings(ratings),
    completion:
      completion?.map(({ sessions, stated, completed }) => ({
        sessions: Math.round(sessions),
        stated_share: round(stated, 2),
        completed_share: round(completed, 2),
      })) ?? null,
    days: (counts?.days ?? []).map(presentDay),
  };
}

function presentCounts(record: CountRecord): TrackRecord["sessions"] {
  return {
    inside: record.inside,
    promised_share: round(record.promised, 2),
    inside_share: round(record.inside / record.days.length, 2),
    mean_miss: round(record.missed, 2),
    weekday_mean_miss: round(record.weekdayMissed, 2),
    crps: round(record.crps, 2),
    weekday_crps: round(record.weekdayCrps, 2),
    reliability: record.bands.map(({ days, promised, inside }) => ({
      days,
      promised_share: round(promised, 2),
      inside,
    })),
  };
}

function presentRatings(record: RatingRecord): TrackRecord["ratings"] {
  return {
    ratings: record.ratings,
    days: record.days,
    inside: record.inside,
    promised_share: record.promised,
    inside_share: round(record.inside / record.ratings, 2),
    mean_miss: round(record.missed, 1),
    level_miss: round(record.levelMissed, 1),
  };
}

function presentDay({ day, sessions, lower, upper, probability, expected }: RecordedDay) {
  return {
    date: formatDay(day),
    expected_sessions: round(expected, 1),
    lower,
    upper,
    probability: round(probability, 2),
    sessions,
    inside: sessions >= lower && sessions <= upper,
  };
}

function sentences(facts: TrackRecordFacts, locale: Locale): string[] {
  const { counts, ratings } = facts;
  if (counts === null) {
    const params = { have: facts.scoredDays, need: MIN_SCORED };
    return [translate(locale, "track_record.too_few", params)];
  }
  const days = counts.days.length;
  const texts = [
    translate(locale, "track_record.coverage", {
      days,
      inside: counts.inside,
      promised: Math.round(counts.promised * days),
    }),
  ];
  if (counts.commonest !== null) {
    const isOne = counts.commonest.lower === counts.commonest.upper;
    texts.push(translate(locale, "track_record.commonest", { ...counts.commonest, isOne }));
  }
  texts.push(
    translate(locale, "track_record.miss", {
      miss: round(counts.missed, 1),
      weekday: round(counts.weekdayMissed, 1),
      verdict: verdict(counts.missed, counts.weekdayMissed),
    }),
  );
  if (ratings !== null) {
    texts.push(
      translate(locale, "track_record.ratings", {
        ratings: ratings.ratings,
        inside: ratings.inside,
        miss: round(ratings.missed, 1),
        level: round(ratings.levelMissed, 1),
        verdict: verdict(ratings.missed, ratings.levelMissed),
      }),
    );
  }
  return texts;
}

/** A difference below two per cent is not noticeable. */
function verdict(ours: number, simple: number): "better" | "same" | "worse" {
  if (ours < 0.98 * simple) return "better";
  return ours > 1.02 * simple ? "worse" : "same";
}

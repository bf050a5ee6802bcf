/**
 * The former service's plan: hours by 0.6 · mean rating + 30 + 10 · share of evidence where there is a rating, else a fixed
 * score of the clock; the best hours two apart. Ratings of at most 5 are taken times 20, as it did.
 */
export class ClockScoreRule {
  readonly #sums = new Map<number, { count: number; sum: number }>();

  learn(weekday: number, hour: number, rating: number): void {
    const cell = weekday * 24 + hour;
    const known = this.#sums.get(cell) ?? { count: 0, sum: 0 };
    known.count += 1;
    known.sum += rating >= 1 && rating <= 5 ? rating * 20 : rating;
    this.#sums.set(cell, known);
  }

  /** Start hours of the plan. */
  plan(weekday: number, sessions: number): number[] {
    const hours = Array.from({ length: 16 }, (_, index) => index + 6);
    hours.sort((a, b) => this.#score(weekday, b) - this.#score(weekday, a));
    const taken: number[] = [];
    for (const hour of hours) {
      if (taken.length === sessions) break;
      if (taken.every((other) => Math.abs(other - hour) >= 2)) taken.push(hour);
    }
    return taken;
  }

  #score(weekday: number, hour: number): number {
    const known = this.#sums.get(weekday * 24 + hour);
    if (known === undefined) return clockScore(hour);
    const evidence = known.count >= 6 ? 1 : known.count >= 3 ? 0.7 : 0.4;
    return 0.6 * (known.sum / known.count) + 30 + 10 * evidence;
  }
}

function clockScore(hour: number): number {
  if (hour < 6 || hour > 21) return 45;
  if (hour < 8) return 65;
  if (hour <= 12) return 75;
  if (hour <= 15) return 55;
  return hour <= 18 ? 70 : 60;
}

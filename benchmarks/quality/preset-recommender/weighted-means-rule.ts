import { PRESETS, type Preset } from "../../../src/domain/session.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import { usualPreset } from "./usual-preset.ts";

interface Mean {
  sum: number;
  count: number;
}

/**
 * The rule of the service's predecessor, on the right scale: 0.4 × mean of a preset at this hour, 0.4 × in this
 * category, 0.2 × overall, with the weights of parts that exist renormalised and nothing shrunk. A preset never
 * rated gets the neutral 70 (the predecessor gave it 3 of 100, so it could never win).
 */
export class WeightedMeansRule {
  readonly #means = new Map<string, Mean>();

  learn({ preset, startHour, category, rating }: LearnedSession): void {
    for (const key of [preset, `${preset} at ${startHour}`, `${preset} in ${category}`]) {
      const mean = this.#means.get(key) ?? { sum: 0, count: 0 };
      if (rating !== null) mean.sum += rating;
      mean.count += 1;
      this.#means.set(key, mean);
    }
  }

  recommend(hour: number, category: string): Preset {
    if (this.#means.size === 0) return usualPreset(hour);
    return this.#best((preset) => {
      const parts: [number, string][] = [
        [0.4, `${preset} at ${hour}`],
        [0.4, `${preset} in ${category}`],
        [0.2, preset],
      ];
      let sum = 0;
      let weights = 0;
      for (const [weight, key] of parts) {
        const mean = this.#means.get(key);
        if (mean === undefined) continue;
        sum += (weight * mean.sum) / mean.count;
        weights += weight;
      }
      return weights === 0 ? 70 : sum / weights;
    });
  }

  bestMean(): Preset {
    return this.#best((preset) => {
      const mean = this.#means.get(preset);
      return mean === undefined ? 70 : mean.sum / mean.count;
    });
  }

  mostUsed(): Preset {
    return this.#best((preset) => this.#means.get(preset)?.count ?? 0);
  }

  #best(score: (preset: Preset) => number): Preset {
    return PRESETS.reduce<Preset>(
      (best, preset) => (score(preset) > score(best) ? preset : best),
      PRESETS[0],
    );
  }
}

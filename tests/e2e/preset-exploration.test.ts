import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PRESETS } from "../../src/domain/session.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { assertContract } from "../support/assert-contract.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const URL = "/api/recommendation";
const ON = { POMODORO_EXPLORE_PRESETS: "true" };

async function withThinHistory(
  env: Readonly<Record<string, string>>,
  work: (service: TestApp) => Promise<void>,
): Promise<void> {
  const service = await openTestApp({ env });
  try {
    await storeSessions(service.dependencies, HISTORIES["thin data"]?.(service.clock.now()) ?? []);
    await work(service);
  } finally {
    await service.close();
  }
}

/** The preset and its chances for every hour of a week. */
async function askAWeek(service: TestApp) {
  const answers = [];
  for (let hour = 0; hour < 7 * 24; hour += 1) {
    const url = `${URL}?current_hour=${hour % 24}&current_day=${Math.floor(hour / 24)}`;
    const { body } = await service.json({ url });
    assertContract(body, "recommendation");
    const preset = String(body.preset);
    const shares = Object(body.probability_best);
    assert.equal(body.propensity, shares[preset]);
    assert.notEqual(body.alternative, preset);
    answers.push({ preset, shares });
  }
  return answers;
}

function drawsIn(log: string): Record<string, unknown>[] {
  return log
    .split("\n")
    .filter((line) => line.includes("PRESET_DRAWN"))
    .map((line) => JSON.parse(line));
}

describe("exploring presets", () => {
  test("is off: the likeliest preset, every time, and nothing is drawn", () =>
    withThinHistory({}, async (service) => {
      for (let hour = 0; hour < 24; hour += 1) {
        const { body } = await service.json({ url: `${URL}?current_hour=${hour}` });
        const shares = Object(body.probability_best);
        const best = Math.max(...PRESETS.map((preset) => shares[preset]));
        assert.ok(shares[String(body.preset)] >= best - 0.25);
        assert.ok(!("propensity" in body));
      }
      assert.deepEqual(drawsIn(service.logText()), []);
    }));

  test("draws each preset as often as it is probably the best, and logs the chances", () =>
    withThinHistory(ON, async (service) => {
      const answers = await askAWeek(service);
      for (const preset of PRESETS) {
        const mean = answers.reduce((sum, { shares }) => sum + shares[preset], 0);
        const drawn = answers.filter((answer) => answer.preset === preset).length;
        const deviation = Math.sqrt(mean * (1 - mean / answers.length));
        assert.ok(Math.abs(drawn - mean) < 3.5 * deviation, `${preset}: ${drawn}, not ${mean}`);
      }
      const draws = drawsIn(service.logText());
      assert.equal(draws.length, answers.length);
      for (const { preset, propensity, leader, probabilities } of draws) {
        assert.equal(Object(probabilities)[String(preset)], propensity);
        assert.ok(PRESETS.some((each) => each === leader));
      }
      assert.ok(draws.some(({ preset, leader }) => preset !== leader));
    }));

  test("gives the same preset until the hour or the data change, and says why in both languages", () =>
    withThinHistory(ON, async (service) => {
      const ask = async (locale: string) =>
        (await service.json({ url: URL, headers: { "accept-language": locale } })).body;
      const presets = new Set<unknown>();
      for (let hour = 0; hour < 12; hour += 1) {
        const first = await ask("en");
        service.clock.advance(20 * 60_000);
        const later = await ask("en");
        assert.equal(later.preset, first.preset);
        const czech = await ask("cs");
        assert.equal(czech.preset, first.preset);
        assert.notEqual(czech.reason, first.reason);
        presets.add(first.preset);
        service.clock.advance(40 * 60_000);
      }
      assert.ok(presets.size > 1);
    }));

  test("waits for the first session", async () => {
    const service = await openTestApp({ env: ON });
    const { body } = await service.json({ url: URL });
    assert.ok(!("propensity" in body));
    assert.equal(body.alternative, null);
    await service.close();
  });
});

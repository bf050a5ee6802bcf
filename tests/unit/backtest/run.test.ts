import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runModel } from "../../../src/backtest/model-run.ts";
import { readHistory } from "../../../src/backtest/read-history.ts";
import { renderBacktest } from "../../../src/backtest/render.ts";
import { runBacktest } from "../../../src/backtest/run.ts";
import { ScoreSheet } from "../../../src/backtest/scores.ts";
import golden from "../../fixtures/forecasting-golden.json" with { type: "json" };
import { csvOf, syntheticCsv } from "./synthetic.ts";

const report = runBacktest([{ file: "synthetic.csv", text: syntheticCsv() }]);

describe("ScoreSheet", () => {
  test("averages the scores of its cases", () => {
    const sheet = new ScoreSheet();
    sheet.add([0.5, 0.5], 1);
    sheet.add([0, 0, 1], 0);
    assert.deepEqual(sheet.scores(), {
      crps: (0.25 + 2) / 2,
      mae: (1 + 2) / 2,
      bias: (-0.5 + 2) / 2,
      coverage50: 0.5,
      stated50: 1,
      coverage80: 0.5,
      stated80: 1,
      log_score: (Math.log(0.5) + Math.log(1e-4)) / 2,
    });
  });

  test("has no scores without cases", () => {
    assert.throws(() => new ScoreSheet().scores(), RangeError);
  });
});

describe("runBacktest", () => {
  test("asks at 28, 35, … known days, at every day, at 14 and 21, at 3 … 13, and at each noon", () => {
    const days = golden.days.length;
    const [history] = report.histories;
    assert.equal(history?.file, "synthetic.csv");
    assert.equal(history?.days, days);
    assert.equal(history?.origins, Math.floor((days - 7 - 28) / 7) + 1);
    assert.equal(report.tasks.week_ahead_daily.histories[0]?.origins, days - 7 - 28 + 1);
    assert.equal(report.tasks.early_weeks.histories[0]?.origins, 2);
    assert.equal(report.tasks.first_days.histories[0]?.origins, 11);
    assert.equal(report.tasks.noon.histories[0]?.origins, days - 28);
    assert.equal(report.tasks.week_total.histories[0]?.origins, history?.origins);
  });

  test("cuts the history open at active days three weeks apart with two months left", () => {
    const starts: number[] = [];
    golden.counts.forEach((count, day) => {
      const last = starts.at(-1) ?? Number.NEGATIVE_INFINITY;
      if (count > 0 && day - last >= 21 && golden.counts.length - day >= 60) starts.push(day);
    });
    for (const task of [
      "newcomers_first_days",
      "newcomers_early_weeks",
      "newcomers_first_months",
    ] as const) {
      assert.equal(report.tasks[task].histories[0]?.origins, starts.length);
    }
  });

  test("scales by the mean absolute difference to a week before", () => {
    const { counts } = golden;
    const differences = counts
      .slice(7)
      .map((count, index) => Math.abs(count - (counts[index] ?? 0)));
    const expected = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    assert.ok(Math.abs((report.histories[0]?.scale ?? 0) - expected) < 1e-12);
  });

  test("means of scaled scores are those of the histories", () => {
    const [history] = report.histories;
    assert.ok(history !== undefined);
    const model = report.mean_scaled_crps.model ?? Number.NaN;
    assert.ok(Math.abs(model - history.model.crps / history.scale) < 1e-12);
    assert.deepEqual(Object.keys(report.mean_scaled_crps), [
      "model",
      ...Object.keys(history.baselines),
    ]);
  });

  test("the model beats every simple method on a person with rhythm, holidays and free weekends", () => {
    for (const task of [report, report.tasks.week_ahead_daily]) {
      const { model = Number.NaN, ...others } = task.mean_scaled_crps;
      for (const [name, score] of Object.entries(others)) assert.ok(model < score, name);
    }
    const { model = Number.NaN, ...others } = report.tasks.noon.mean_scaled_crps;
    assert.ok(model < Math.min(...Object.values(others)) * 1.02);
  });

  test("says why a history was left out", () => {
    const short = runBacktest([
      { file: "short.csv", text: csvOf([[540], [600]]) },
      { file: "same.csv", text: csvOf(Array.from({ length: 60 }, () => [540, 900])) },
      { file: "noclock.csv", text: csvOf(golden.days.map((day) => day.map(() => 0))) },
    ]);
    assert.deepEqual(
      short.skipped.map(({ file, reason }) => [file, reason]),
      [
        ["short.csv", "too_short"],
        ["same.csv", "no_variation"],
      ],
    );
    assert.deepEqual(
      short.tasks.noon.skipped.map(({ reason }) => reason),
      ["too_short", "no_variation", "no_clock_times"],
    );
    assert.equal(short.histories.length, 1);
  });

  test("takes days that all begin at midnight or noon for placeholders, and evenings for a night owl", () => {
    const noonOf = (move: (minute: number) => number) => {
      const text = csvOf(golden.days.map((day) => day.map(move)));
      return runBacktest([{ file: "a", text }]).tasks.noon;
    };
    const reason = [{ file: "a", reason: "no_clock_times" }];
    assert.deepEqual(noonOf(() => 0).skipped, reason);
    assert.deepEqual(noonOf(() => 720).skipped, reason);
    assert.equal(noonOf((minute) => 1080 + (minute % 300)).histories.length, 1);
    assert.equal(noonOf(() => 540).histories.length, 1);
  });

  test("leaves out clock times that the caller does not trust, and tells of its progress", () => {
    const heard: number[][] = [];
    const quiet = runBacktest([{ file: "a", text: syntheticCsv() }], {
      withoutClockTimes: ["a"],
      onProgress: (done, of) => heard.push([done, of]),
    });
    assert.deepEqual(quiet.tasks.noon.histories, []);
    assert.deepEqual(quiet.tasks.noon.mean_scaled_crps, {});
    assert.deepEqual(heard, [[1, 1]]);
  });

  test("hands the model nothing later than the moment asked", () => {
    const upTo = (days: readonly (readonly number[])[]) => {
      const { history } = readHistory("a", csvOf(days));
      const seen: string[] = [];
      runModel(history, {
        atDayStart: (state, index) => void (index === 42 && seen.push(JSON.stringify(state))),
        atNoon: (state, index) => void (index === 42 && seen.push(JSON.stringify(state))),
      });
      return seen;
    };
    const later = golden.days.map((day, index) =>
      index < 42 ? day : [...day.filter((minute) => index === 42 && minute < 720), 1000, 1010],
    );
    assert.equal(upTo(golden.days).length, 2);
    assert.deepEqual(upTo(golden.days), upTo(later));
  });

  test("is plain JSON", () => {
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
  });
});

describe("renderBacktest", () => {
  test("shows every task, method and history", () => {
    const text = renderBacktest(report, "en");
    for (const part of [
      "Today at noon",
      "similar_mornings",
      "old_service",
      "synthetic.csv",
      "cover",
    ]) {
      assert.ok(text.includes(part), part);
    }
  });

  test("names files by what tells them apart", () => {
    const history = report.histories[0];
    assert.ok(history !== undefined);
    const histories = ["/a/b/one/x.csv", "/a/b/two/x.csv"].map((file) => ({ ...history, file }));
    const text = renderBacktest({ ...report, histories }, "en");
    assert.match(text, /mean {2}one\/x\.csv {2}two\/x\.csv/);
    assert.doesNotMatch(text, /\/a\/b/);
  });

  test("tells of rows and histories left out", () => {
    const text = renderBacktest(
      runBacktest([{ file: "b", text: `${csvOf([[540]])}\nnonsense,1,,,` }]),
      "en",
    );
    assert.match(text, /left out: b \(too short\)/);
    assert.match(text, /Rows left out: 1\n {2}b:3: start is not/);
  });

  test("opens with a sentence: how much better than the best simpler method, and what ranges held", () => {
    const [history] = report.histories;
    assert.ok(history !== undefined);
    const scored = {
      ...report,
      histories: [{ ...history, model: { ...history.model, coverage80: 0.9, stated80: 0.85 } }],
    };
    const saying = (model: number) =>
      renderBacktest({ ...scored, mean_scaled_crps: { model, noon: 0.9, old_service: 0.5 } }, "en");
    assert.match(
      saying(0.4),
      /^A week ahead, forecasts on 1 history scored 20 % better than the best simpler method, old_service\. Ranges that promised to hold on 85 % of days held on 90 %\.\n/,
    );
    assert.match(saying(0.55), /scored 10 % worse than the best simpler method, old_service/);
    assert.match(saying(0.501), /scored the same as the best/);
  });

  test("shows for totals of a week what ranges of 50 and 80 % promised and held", () => {
    const [totals] = report.tasks.week_total.histories;
    assert.ok(totals !== undefined);
    const model = {
      ...totals.model,
      ...{ coverage50: 0.456, stated50: 0.543, coverage80: 0.789, stated80: 0.876 },
    };
    const week_total = { ...report.tasks.week_total, histories: [{ ...totals, model }] };
    const text = renderBacktest({ ...report, tasks: { ...report.tasks, week_total } }, "en");
    assert.match(
      text,
      /^Totals of a week: ranges that promised 54 % held for 46 %, those that promised 88 % for 79 %\.$/m,
    );
    assert.match(text, /cover50 +said50 +cover80 +said80/);
    assert.match(text, / 0\.456 +0\.543 +0\.789 +0\.876 /);
  });

  test("says of a history that is too short how many days are missing", () => {
    const days = Array.from({ length: 20 }, () => [540]);
    const text = renderBacktest(runBacktest([{ file: "b.csv", text: csvOf(days) }]), "en");
    assert.match(
      text,
      /^b\.csv has 20 days; a week ahead is tried from 35 days on: 15 days are missing\.\n/,
    );
    const enough = Array.from({ length: 35 }, (_, day) => (day % 3 === 0 ? [540, 600] : [540]));
    assert.equal(runBacktest([{ file: "b.csv", text: csvOf(enough) }]).histories.length, 1);
    assert.equal(
      runBacktest([{ file: "b.csv", text: csvOf(enough.slice(1)) }]).histories.length,
      0,
    );
  });

  test("is in Czech, names of methods and columns too", () => {
    const short = { file: "b.csv", text: `${csvOf([[540]])}\nnonsense,1,,,` };
    const text = renderBacktest(
      runBacktest([{ file: "synthetic.csv", text: syntheticCsv() }, short]),
      "cs",
    );
    assert.match(text, /^Předpovědi na týden dopředu byly /);
    assert.match(text, /^b\.csv má 1 den; týden dopředu lze zkoušet od 35 dní: chybí 34 dní\.$/m);
    assert.match(text, /start není datum a čas/);
    assert.doesNotMatch(
      text,
      /[a-z]_[a-z]|(?<!\p{L})(the|mean|days|weeks?|left|rows|too|of|no)(?!\p{L})/iu,
    );
  });
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fitTwoWay } from "../../../src/stats/two-way-shrinkage.ts";
import { assertClose } from "../../support/assert-close.ts";

const SPREAD = { noise: 12, level: { mean: 70, sd: 15 }, row: 4, column: 6, cell: 3 };
const TABLE = {
  rows: 3,
  columns: 4,
  counts: [5, 0, 2.5, 1, 0, 8, 3, 0, 1, 1, 0, 12],
  means: [80, 0, 60, 55, 0, 74, 66, 0, 90, 70, 0, 58.5],
};

describe("two-way-shrinkage", () => {
  // NumPy solves the full mixed-model equations: python3 tests/golden/rating-statistics.py
  test("agrees with NumPy's dense solution", () => {
    const fit = fitTwoWay(TABLE, SPREAD);
    assertClose(fit.level, 68.83899374444128);
    const rows = [
      [-0.2706852224658036, 3.2610565292578713],
      [0.9434387108849069, 3.2896294279975082],
      [-0.7553139332588339, 3.268612340476491],
    ];
    const columns = [
      [7.333861713686314, 4.320518540379232],
      [2.364812483233811, 4.130544640276826],
      [-3.2320610664803633, 4.26891978609195],
      [-6.652374131329158, 3.994119675821028],
    ];
    for (const [effects, expected] of [
      [fit.rows, rows],
      [fit.columns, columns],
    ] as const) {
      expected.forEach(([mean = 0, sd = 0], index) => {
        assertClose(effects[index]?.mean, mean);
        assertClose(effects[index]?.sd, sd);
      });
    }
  });

  test("expected values carry all uncertainty, in cells with and without data", () => {
    const fit = fitTwoWay(TABLE, SPREAD);
    const figures = [
      [fit.row(1), 69.78243245532619, 4.5890489385708015],
      [fit.column(0), 76.1728554581276, 5.036575478319723],
      [fit.cell(0, 0), 76.87784398907566, 4.435405798872894],
      [fit.cell(0, 1), 70.93312100520929, 6.136597370067215],
      [fit.cell(2, 3), 60.17503181705902, 3.1836394623866973],
    ] as const;
    for (const [estimate, mean, sd] of figures) {
      assertClose(estimate.mean, mean);
      assertClose(estimate.sd, sd);
    }
  });

  test("a cell is its level, row, column and interaction", () => {
    const fit = fitTwoWay(TABLE, SPREAD);
    for (let row = 0; row < 3; row += 1) {
      for (let column = 0; column < 4; column += 1) {
        const { mean, interaction } = fit.cell(row, column);
        const additive = fit.level + (fit.rows[row]?.mean ?? 0) + (fit.columns[column]?.mean ?? 0);
        assertClose(additive + interaction, mean, 1e-12);
      }
    }
    assert.equal(fit.cell(0, 1).interaction, 0);
  });

  test("without data everything is as in people in general", () => {
    const nothing = {
      rows: 3,
      columns: 4,
      counts: new Float64Array(12),
      means: new Float64Array(12),
    };
    const fit = fitTwoWay(nothing, SPREAD);
    assert.equal(fit.level, 70);
    assertClose(fit.cell(2, 2).mean, 70);
    assertClose(fit.cell(2, 2).sd, Math.sqrt(15 ** 2 + 4 ** 2 + 6 ** 2 + 3 ** 2));
  });
});

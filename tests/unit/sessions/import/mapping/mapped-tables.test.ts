import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ColumnMapping } from "../../../../../src/domain/import-mapping.ts";
import { importText, refusalOf } from "../import-text.ts";

const HEADER = "Start Time;Stop Time;Project;What;Remark\n";
const mapping: ColumnMapping = {
  ...{ start: "Start Time", end: "stop_time", category: "Project" },
  ...{ task: "What", notes: "Remark" },
};

describe("a table whose columns are named", () => {
  test("is read by them, whatever separates its cells", async () => {
    const rows = "2026-03-02 09:30;2026-03-02 10:00;SQL;Joins;hard\n";
    const { sessions, faults } = await importText(HEADER + rows, { mapping });
    assert.deepEqual(sessions, ["2026-03-02T08:30 1800 SQL | Joins | hard"]);
    assert.deepEqual(faults, []);
    const commas = await importText((HEADER + rows).replaceAll(";", ","), { mapping });
    assert.deepEqual(commas.sessions, sessions);
  });

  test("may write times with offsets, in twelve hours, with dots, or as seconds since 1970", async () => {
    const times = [
      "2026-03-02T09:30:00+01:00",
      "2026-03-02T08:30:00.000Z",
      "2026-03-02 09:30:00 +0100",
      "2. 3. 2026 9:30",
      "02.03.2026 09:30:00",
      "2026/03/02 9:30 AM",
      "1772440200",
      "1772440200000",
    ];
    for (const time of times) {
      const { sessions, faults } = await importText(`At,Took\n"${time}",25\n`, {
        mapping: { start: "At", duration: "Took" },
      });
      assert.deepEqual(faults, [], time);
      assert.deepEqual(sessions, ["2026-03-02T08:30 1500 Other | – | –"], time);
    }
  });

  test("may have dates in either order, which one row of the file decides", async () => {
    const options = { mapping: { start: "At", duration: "Took" } };
    const rows = "03/02/2026 09:30,25\n17/02/2026 09:30,25\n";
    const { sessions } = await importText(`At,Took\n${rows}`, options);
    assert.deepEqual(
      sessions.map((text) => text.slice(0, 10)),
      ["2026-02-03", "2026-02-17"],
    );
    const open = await importText("At,Took\n03/02/2026 09:30,25\n", options);
    assert.deepEqual(open.faults, ["2 date_order"]);
    const said = { ...options, dateOrder: "month-first" as const };
    const { sessions: march } = await importText("At,Took\n03/02/2026 09:30,25\n", said);
    assert.equal(march[0]?.slice(0, 10), "2026-03-02");
  });

  test("may have the day in a column of its own; an end before the start is on the next one", async () => {
    const { sessions } = await importText(
      "Day,From,To\n2.3.2026,23:50,0:20\n2.3.2026,9:00,9:25\n",
      {
        mapping: { date: "Day", start: "From", end: "To" },
      },
    );
    assert.deepEqual(sessions, [
      "2026-03-02T08:00 1500 Other | – | –",
      "2026-03-02T22:50 1800 Other | – | –",
    ]);
  });

  test("rejects rows by line, and names what it does not read", async () => {
    const { sessions, faults } = await importText(
      `${HEADER}2026-02-30 09:30;2026-03-02 10:00;;;\nsoon;later;;;\n;;a;;\n`,
      { mapping },
    );
    assert.deepEqual(sessions, []);
    assert.deepEqual(faults, [
      "2 instant",
      "3 instant",
      "3 instant",
      "4 required",
      "4 required_one",
    ]);
  });

  test("keeps ratings, presets and what was abandoned", async () => {
    const { sessions, faults } = await importText(
      "At,Took,Done,Score\n2026-03-02T09:30Z,25,no,7\n",
      {
        mapping: { start: "At", duration: "Took", completed: "Done", rating: "Score" },
      },
    );
    assert.deepEqual([sessions, faults], [["2026-03-02T09:30 1500 Other | – | – (abandoned)"], []]);
  });

  test("is refused when the header lacks a column, with those that it has", async () => {
    assert.equal(
      await refusalOf(HEADER, { mapping: { ...mapping, task: "Task" } }),
      "column_unknown Task Start Time, Stop Time, Project, What, Remark",
    );
    assert.equal(await refusalOf(HEADER, { mapping: { end: "Stop Time" } }), "required");
    assert.equal(
      await refusalOf(HEADER, { mapping: { start: "Start Time" } }),
      "required_one map.duration map.end",
    );
    assert.match(await refusalOf('{"start": 1}\n', { mapping }), /^column_unknown/);
  });
});

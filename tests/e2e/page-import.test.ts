import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { ledTo, visitorOf } from "../support/page-forms.ts";

const URL = "/ui/import";
const LOCAL = `start,duration_minutes,category,rating
2026-03-01T09:00,52,"A ""B"" & 'C'",80
2026-03-01T10:00,25,Mail,
2026-03-01T11:00,no,Mail,
`;
const UNKNOWN =
  "Begun;Took (h);Client\n2026-02-01T09:00:00Z;0,5;ACME\n2026-02-01T10:00:00Z;1;ACME\n";

/** What the form on a page would send along by itself. */
function hiddenFields(body: string): [string, string][] {
  return [...body.matchAll(/<input type="hidden" name="([\w.]+)" value="([^"]*)"/g)].map(
    ([, name = "", value = ""]) => [name, value],
  );
}

function figureOn(page: string, name: string): string | undefined {
  return new RegExp(`data-name="${name}" data-value="([^"]*)"`).exec(page)?.[1];
}

describe("an import on a page", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());

  const stored = async () => Object((await service.json({ url: "/api/sessions" })).body).sessions;

  test("is looked at first, which stores nothing; imported without choosing the file again; and undone", async () => {
    const visitor = visitorOf(service);
    await visitor.get(URL);
    const looked = await visitor.upload("/ui/preview", [["timezone", "Europe/Prague"]], {
      name: "C:\\my\\march.csv",
      content: LOCAL,
    });
    assert.equal(looked.statusCode, 200, looked.body);
    assert.deepEqual(
      ["imported", "unchanged", "rejected"].map((name) => figureOn(looked.body, name)),
      ["2", "0", "1"],
    );
    assert.match(looked.body, /<h3>march\.csv<\/h3>/);
    assert.match(looked.body, /1 March 2026 09:00/);
    assert.match(looked.body, /A &quot;B&quot; &amp; &#39;C&#39;/);
    assert.match(looked.body, /<b>duration_minutes<\/b>/);
    assert.equal((await stored()).length, 0);

    const fields = hiddenFields(looked.body).filter(([name]) => /^(carried|file_name)$/.test(name));
    assert.equal(fields.length, 2);
    const done = await visitor.upload("/ui/import", [["timezone", "Asia/Tokyo"], ...fields]);
    assert.equal(ledTo(done, URL), `${URL}?done=imported`);
    const sessions = await stored();
    // The zone of the second form counts: nine in Tokyo is one in Prague.
    assert.equal(sessions[1].start, "2026-03-01T01:00:00+01:00");
    const list = await visitor.get(ledTo(done, URL));
    assert.match(list.body, /march\.csv \(CSV\)/);
    assert.equal(figureOn(list.body, "imported"), "2");

    const id = /name="id" value="([\w-]+)"/.exec(list.body)?.[1] ?? "";
    const undone = await visitor.post("/ui/undo", [["id", id]]);
    assert.match((await visitor.get(ledTo(undone, "/ui/undo"))).body, /role="status">Undone/);
    assert.equal((await stored()).length, 0);
  });

  test("says what is known already, and stores it once", async () => {
    const visitor = visitorOf(service, "cs");
    await visitor.get(URL);
    const file = { name: "a.csv", content: LOCAL };
    const zone: [string, string] = ["timezone", "Europe/Prague"];
    assert.equal((await visitor.upload("/ui/import", [zone], file)).statusCode, 303);
    const looked = await visitor.upload("/ui/preview", [zone], file);
    assert.equal(figureOn(looked.body, "unchanged"), "2");
    assert.doesNotMatch(looked.body, /formaction/);
    const again = await visitor.upload("/ui/import", [zone], file);
    assert.equal(ledTo(again, URL), `${URL}?done=unchanged`);
    assert.equal((await stored()).length, 2);
  });

  test("asks for the zone where the rows lack one, once for all of them", async () => {
    for (const [language, sentence] of [
      ["en", "3 rows have times without a zone"],
      ["cs", "3 řádky mají čas bez pásma"],
    ] as const) {
      const visitor = visitorOf(service, language);
      await visitor.get(URL);
      const content = LOCAL.replaceAll("03-01", "02-01");
      const { body } = await visitor.upload("/ui/preview", [], { name: "x.csv", content });
      assert.ok(body.includes(sentence));
      assert.equal(figureOn(body, "rejected"), "3");
    }
  });

  test("of a table that nobody knows asks which column holds what", async () => {
    const visitor = visitorOf(service);
    await visitor.get(URL);
    const file = { name: "unknown.csv", content: UNKNOWN };
    const looked = await visitor.upload("/ui/preview", [], file);
    assert.equal(looked.statusCode, 422);
    assert.match(looked.body, /name="map\.start"/);
    assert.match(looked.body, /<option value="Took \(h\)">/);
    const carried = hiddenFields(looked.body).filter(([name]) => name === "carried");
    const columns: [string, string][] = [
      ["map.start", "Begun"],
      ["map.duration", "Took (h)"],
      ["map.category", "Client"],
    ];
    const named = await visitor.upload("/ui/preview", [...columns, ...carried]);
    assert.equal(named.statusCode, 200);
    assert.equal(figureOn(named.body, "imported"), "2");
    assert.match(named.body, /<option value="Client" selected>/);
    const before = (await stored()).length;
    assert.equal((await visitor.upload("/ui/import", [...columns, ...carried])).statusCode, 303);
    assert.equal((await stored()).length, before + 2);
  });

  test("of what cannot be read says why, and keeps what was typed", async () => {
    const visitor = visitorOf(service);
    await visitor.get(URL);
    const image = { name: "<i>.png", content: "\u0089PNG\r\n\u0000\u0000" };
    const refused = await visitor.upload("/ui/preview", [["timezone", "Mars/Base"]], image);
    assert.equal(refused.statusCode, 422);
    assert.match(refused.body, /value="Mars\/Base"[^>]* aria-invalid/);
    assert.match(refused.body, /&lt;i&gt;\.png/);
    for (const [fields, expected] of [
      [[], 400],
      [[["carried", "!!!"]], 400],
      [[["carried", Buffer.from("no gzip").toString("base64")]], 400],
      [[["timezone", "a".repeat(9_000_000)]], 413],
    ] as const) {
      const sent = fields.map(([name, value]): [string, string] => [name, value]);
      assert.equal((await visitor.upload("/ui/import", sent)).statusCode, expected);
    }
  });

  test("needs the token of the form, and a form", async () => {
    const visitor = visitorOf(service);
    const before = (await stored()).length;
    const file = { name: "a.csv", content: LOCAL.replaceAll("03-01", "01-01") };
    assert.equal((await visitor.upload("/ui/import", [], file)).statusCode, 403);
    for (const type of ["multipart/form-data", "text/csv", "application/x-www-form-urlencoded"]) {
      const answer = await service.request({
        ...{ method: "POST", url: URL, payload: LOCAL, headers: { "content-type": type } },
      });
      assert.ok([400, 415].includes(answer.statusCode), answer.body);
    }
    assert.equal((await stored()).length, before);
  });

  test("of a file that is too large to be carried asks for it again", async () => {
    const visitor = visitorOf(service);
    await visitor.get(URL);
    let seed = 1;
    const noise = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed.toString(36);
    };
    const row = (_: unknown, index: number) =>
      `2025-01-01T00:00:${String(index % 60).padStart(2, "0")}Z,${1 + (index % 700)},${Array.from({ length: 14 }, noise).join("")}`;
    const content = `start,duration_minutes,category\n${Array.from({ length: 120_000 }, row).join("\n")}\n`;
    const looked = await visitor.upload("/ui/preview", [], { name: "large.csv", content });
    assert.equal(looked.statusCode, 200);
    assert.doesNotMatch(looked.body, /name="carried"/);
    assert.match(looked.body, /too large to be kept on this page/);
    assert.ok(looked.body.length < 100_000);
  });
});

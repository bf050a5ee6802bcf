import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser, skipWithoutBrowser } from "../support/chromium.ts";
import { ledTo, visitorOf } from "../support/page-forms.ts";

const URL = "/ui/settings";

type Row = readonly [id: string, name: string, work: string, rest: string];
const BLANK: Row = ["", "", "", ""];
const SHORT: Row = ["25/5", "Short", "25", "5"];
const LONG: Row = ["long", "Long", "50", "10"];

/** A form as a browser sends it. */
function form(rows: readonly Row[], removed: readonly number[] = []): [string, string][] {
  const fields = rows.flatMap(([id, name, work, rest]): [string, string][] => [
    ...[["preset_name", name] as [string, string], ["preset_id", id] as [string, string]],
    ...[["preset_work", work] as [string, string], ["preset_break", rest] as [string, string]],
  ]);
  return [...fields, ...removed.map((row): [string, string] => ["preset_removed", String(row)])];
}

describe("presets on a page", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());

  async function stored() {
    const { presets, own } = (await service.json({ url: "/api/settings" })).body;
    assert.ok(Array.isArray(presets) && Array.isArray(own));
    return { presets, isOwn: own.includes("presets") };
  }

  test("are added, changed and removed by a form, and the built-in ones come back when none is left", async () => {
    const visitor = visitorOf(service);
    const { body: first } = await visitor.get(URL);
    assert.match(
      first,
      /data-name="presets" data-value="deep_work,learning,quick_tasks,flow_mode"/,
    );
    const added = await visitor.post(`${URL.replace("settings", "presets")}?lang=en`, [
      ...form([SHORT, LONG, BLANK]),
    ]);
    assert.equal(ledTo(added, "/ui/presets"), `${URL}?lang=en&done=presets`);
    assert.deepEqual(await stored(), {
      presets: [
        { id: "25/5", name: "Short", work_minutes: 25, break_minutes: 5 },
        { id: "long", name: "Long", work_minutes: 50, break_minutes: 10 },
      ],
      isOwn: true,
    });
    const { body } = await visitor.get(ledTo(added, "/ui/presets"));
    assert.match(body, /role="status">Saved\. These presets/);
    assert.match(body, /name="preset_id" value="25\/5"/);
    assert.match((await visitor.get("/ui")).body, /<option value="25\/5"[^>]*>Short, 25 min/);
    await visitor.post("/ui/presets", form([SHORT, ["long", "Longer", "60", "0"], BLANK], [0]));
    assert.deepEqual((await stored()).presets, [
      { id: "long", name: "Longer", work_minutes: 60, break_minutes: 0 },
    ]);
    await visitor.post("/ui/presets", form([BLANK, BLANK]));
    const { presets, isOwn } = await stored();
    assert.deepEqual([presets.length, isOwn], [4, false]);
  });

  test("are refused beside their field, by the rules of the API, and nothing of what was typed is lost", async () => {
    for (const [language, sentence] of [
      ["en", "Is in the list more than once"],
      ["cs", "Je v seznamu víckrát"],
    ] as const) {
      const visitor = visitorOf(service, language);
      await visitor.get(URL);
      const rows: Row[] = [LONG, SHORT, BLANK, ["25/5", "<b>", "x", "241"]];
      const { statusCode, body } = await visitor.post("/ui/presets", form(rows.slice(0, 3), [0]));
      assert.equal(statusCode, 303, body);
      const refused = await visitor.post("/ui/presets", form(rows, [0]));
      assert.equal(refused.statusCode, 400);
      assert.match(refused.body, new RegExp(`<html lang="${language}">`));
      // The first row is to go, so the second one of the form is the first of the list.
      assert.match(refused.body, /name="preset_removed" value="0" checked/);
      assert.match(
        refused.body,
        /name="preset_work" value="x"[^>]*aria-describedby="about-preset_work-2" aria-invalid="true"/,
      );
      assert.doesNotMatch(refused.body, /<b>"/);
      const again = await visitor.post("/ui/presets", form([SHORT, ["25/5", "Other", "1", "1"]]));
      assert.equal(again.statusCode, 400);
      assert.match(again.body, new RegExp(`id="about-preset_id-1"><b class="fault">${sentence}`));
      assert.deepEqual((await stored()).presets.length, 1);
    }
  });

  test("follow every rule of the API", async () => {
    const visitor = visitorOf(service);
    await visitor.get(URL);
    const many = Array.from({ length: 13 }, (_, row): Row => [`p${row}`, "P", "25", "5"]);
    for (const rows of [
      ...[[["=cmd", "A", "25", "5"]], [["a", "<script>", "25", "5"]], [["a", "", "25", "5"]]],
      ...[[["a", "A", "0", "5"]], [["a", "A", "481", "5"]], [["a", "A", "2.5", "5"]]],
      ...[[["a", "A", "25", ""]], [["", "A", "25", "5"]], [["a", "n".repeat(51), "25", "5"]]],
      many,
    ] as readonly (readonly Row[])[]) {
      const { statusCode, body } = await visitor.post("/ui/presets", form(rows));
      assert.equal(statusCode, 400, JSON.stringify(rows));
      assert.match(body, /class="fault"/, JSON.stringify(rows));
    }
  });

  test("are changed by keyboard, without script", { skip: skipWithoutBrowser }, async () => {
    await visitorOf(service).get(URL);
    await service.app.listen({ port: 0, host: "127.0.0.1" });
    const browser = await launchBrowser();
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${service.app.listeningOrigin}/ui/settings?lang=en`);
    const added = page.getByRole("group", { name: "New preset" });
    await added.getByLabel("Name", { exact: true }).focus();
    for (const text of ["Sprint", "sprint", "15", "3"]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    // The last field leads to the button.
    await page.keyboard.press("Enter");
    await page.getByRole("status").waitFor();
    const { presets } = await stored();
    assert.deepEqual(presets.at(-1), {
      ...{ id: "sprint", name: "Sprint", work_minutes: 15, break_minutes: 3 },
    });
    const group = page.getByRole("group", { name: "Sprint" });
    await group.getByLabel("Remove").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await page.getByRole("status").waitFor();
    assert.equal((await stored()).presets.length, presets.length - 1);
    await browser.close();
  });
});

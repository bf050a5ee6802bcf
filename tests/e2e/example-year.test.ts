import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { fillDemo } from "../../src/demo/fill-demo.ts";
import { DEFAULT_SEED } from "../../src/demo/generate-demo.ts";
import { PERSON_TABLES } from "../../src/domain/person-tables.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { EXAMPLE_PAGES } from "../support/pages.ts";
import { newPerson } from "../support/two-people.ts";

/** The moment that the pages show, on the day of the tests. */
const HALF_PAST_ONE = "2026-03-02T13:30:00+01:00";

async function pageOf(service: TestApp, url: string, headers = {}) {
  const sent = { accept: "text/html", "accept-language": "en", ...headers };
  const answer = await service.app.inject({ url, headers: sent });
  assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`);
  return answer;
}

/** Names and values of all figures, in the order of the page. */
function figuresOn(body: string): string[] {
  return [...body.matchAll(/data-name="[^"]*" data-value="[^"]*"/g)].map(([found]) => found);
}

async function storedRows({ dependencies }: TestApp): Promise<(readonly [string, number])[]> {
  const counts = [];
  for (const name of [...PERSON_TABLES.map((table) => table.name), "user_versions"]) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(
      dependencies.database.executor,
    );
    counts.push([name, rows.length] as const);
  }
  return counts;
}

describe("an invented year", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());

  test("is led to from the empty pages that it has as well, in both languages", async () => {
    for (const [page, address] of [
      ["/ui", "ui/example"],
      ["/ui/week", "example-week"],
      ["/ui/patterns", "example-patterns"],
      ["/ui/load", "example-load"],
    ] as const) {
      const { body } = await pageOf(service, page);
      assert.match(body, new RegExp(`href="${address}">Look at the year of an invented person`));
      const czech = await pageOf(service, `${page}?lang=cs`);
      assert.match(czech.body, new RegExp(`href="${address}\\?lang=cs">Prohlédnout si rok`));
    }
  });

  test("says first that it is invented, leads back and to the import, and has no form that is sent", async () => {
    for (const page of EXAMPLE_PAGES) {
      const own = page.replace(/example-?/, "").replace(/^\/$/, "");
      const back = own === "" ? "../ui" : own.slice(1);
      for (const [lang, title, sentence, link] of [
        ["en", "in an invented year", "Everything on this page is invented", "Back to my own page"],
        ["cs", "vymyšlený rok", "Všechno na této stránce je vymyšlené", "Zpět na vlastní stránku"],
      ] as const) {
        const { body, headers } = await pageOf(service, `/ui${page}?lang=${lang}`);
        assert.match(
          body,
          new RegExp(`<h1>[^<]*${title}</h1><aside class="trouble"><p><b>${sentence}`),
        );
        assert.match(body, new RegExp(`href="${back}\\?lang=${lang}">${link}`));
        assert.match(body, new RegExp(`href="import\\?lang=${lang}"`));
        assert.doesNotMatch(body, /undefined|NaN|\[object|Infinity/);
        assert.doesNotMatch(
          body,
          /method="post"|name="form_token"|data-events|class="trouble"><strong/,
        );
        assert.equal(headers["content-language"], lang);
        assert.equal(headers["cache-control"], "private, no-cache");
        assert.equal(headers["set-cookie"], undefined);
      }
    }
  });

  test("leads from page to page within the year, and past weeks are part of it", async () => {
    const { body } = await pageOf(service, "/ui/example");
    const links = [...body.matchAll(/ href="(example[\w-]*)"/g)].map(([, to]) => `/${to}`);
    assert.deepEqual([...new Set(links)].toSorted(), EXAMPLE_PAGES.toSorted());
    const week = (await pageOf(service, "/ui/example-week?week=2026-02-18")).body;
    assert.match(week, /16–22 February · /);
    assert.match(week, /href="example-week\?week=2026-02-09"/);
    const refused = await service.app.inject({ url: "/ui/example-week?week=2026-02-30" });
    assert.equal(refused.statusCode, 400);
  });

  test("is the same all day, and another one on another day", async () => {
    const morning = (await pageOf(service, "/ui/example")).body;
    service.clock.advance(9 * 3_600_000);
    assert.equal((await pageOf(service, "/ui/example")).body, morning);
    service.clock.advance(24 * 3_600_000);
    assert.notEqual((await pageOf(service, "/ui/example")).body, morning);
  });

  test("stores nothing, and leaves a person's own pages as they were", async () => {
    const before = [await storedRows(service), (await pageOf(service, "/ui/week")).body];
    for (const page of EXAMPLE_PAGES) await pageOf(service, `/ui${page}`);
    await pageOf(service, "/ui/example-patterns?by=minutes");
    assert.deepEqual([await storedRows(service), (await pageOf(service, "/ui/week")).body], before);
  });
});

test("the figures of the invented year are those of pages that show the same year stored", async () => {
  const service = await openTestApp();
  service.clock.set(HALF_PAST_ONE);
  await fillDemo(service.dependencies, "default", DEFAULT_SEED);
  const weeks = ["?week=2026-02-18", "?week=2025-09-10"].map((query) => `/example-week${query}`);
  for (const page of [...EXAMPLE_PAGES, ...weeks, "/example-patterns?by=minutes"]) {
    const own = page.replace(/example-?/, "").replace(/^\/$/, "");
    const figures = figuresOn((await pageOf(service, `/ui${page}`)).body);
    assert.ok(figures.length > 0, page);
    const stored = figuresOn((await pageOf(service, `/ui${own}`)).body);
    // There is no check-in on the page of the invented year.
    const shown = stored.filter((figure) => !figure.includes("overall_wellness"));
    assert.deepEqual(figures, shown, page);
  }
  await service.close();
});

test("a visitor signs in for the invented year as for every page", async () => {
  const service = await openTestApp({ env: { POMODORO_AUTH: "keys" } });
  const refused = await service.app.inject({
    ...{ url: "/ui/example", headers: { accept: "text/html" } },
  });
  assert.equal(refused.statusCode, 401);
  const ada = await newPerson(service, "ada");
  const { body } = await pageOf(service, "/ui/example", { authorization: `Bearer ${ada.key}` });
  assert.match(body, /Everything on this page is invented/);
  await service.close();
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { examineLanguage } from "../../../src/cli/doctor/examine-language.ts";
import { openDatabase } from "../../../src/db/open.ts";
import { inWords } from "../../../src/messages/said.ts";
import { createPostgresDatabase, describePostgres } from "../../support/databases.ts";
import { buildLegacyDatabase } from "../../support/legacy-database.ts";

describePostgres(() => {
  test("doctor says that texts for the web app are in English as long as nobody chose a language", async () => {
    const created = await createPostgresDatabase();
    await buildLegacyDatabase(created.url, { embeddings: false });
    const database = await openDatabase(created.url, { poolSize: 1 });
    try {
      const [finding] = await examineLanguage(database, {});
      assert.ok(finding !== undefined);
      assert.match(inWords(finding.detail, "en"), /database of the web app.*set LOCALE=cs/);
      assert.match(inWords(finding.detail, "cs"), /databáze webové aplikace.*nastavte LOCALE=cs/);
      for (const LOCALE of ["cs", "en"]) {
        assert.deepEqual(await examineLanguage(database, { LOCALE }), []);
      }
    } finally {
      await database.close();
      await created.drop();
    }
  });

  test("doctor says nothing of languages on a database of its own", async () => {
    const created = await createPostgresDatabase();
    const database = await openDatabase(created.url, { poolSize: 1 });
    try {
      assert.deepEqual(await examineLanguage(database, {}), []);
    } finally {
      await database.close();
      await created.drop();
    }
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { Client } from "pg";
import { createPostgresDatabase, describePostgres } from "../../support/databases.ts";
import { codeBlocks, commands } from "../../support/markdown.ts";

const page = readFileSync(
  join(resolve(import.meta.dirname, "../../.."), "docs/runbook.md"),
  "utf8",
);
const blocks = codeBlocks(page);

test("every command in the runbook was executed", () => {
  const typed = blocks.filter(({ language }) => language === "sh").flatMap(commands);
  const named = [...page.matchAll(/`(npx pomodoro-ml [^`]+)`/g)].map((match) => match[1] ?? "");
  assert.ok(named.length > 0);
  assert.deepEqual(
    named.filter((command) => !typed.includes(command)),
    [],
  );
});

describePostgres(() => {
  test("the runbook's statements are valid in PostgreSQL", async () => {
    const created = await createPostgresDatabase();
    const client = new Client({ connectionString: created.url });
    await client.connect();
    try {
      const statements = blocks
        .filter(({ language }) => language === "sql")
        .flatMap(({ text }) => text.split(";"))
        .filter((statement) => statement.trim() !== "");
      assert.equal(statements.length, 3);
      for (const statement of statements) {
        const { fields } = await client.query(statement);
        assert.ok(fields.length > 3, statement);
      }
    } finally {
      await client.end();
      await created.drop();
    }
  });
});

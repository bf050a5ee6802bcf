import assert from "node:assert/strict";
import { test } from "node:test";
import { DatabaseUnavailableError, StorageFullError } from "../../../src/db/errors.ts";
import { translatePostgresError } from "../../../src/db/postgres-errors.ts";

const withCode = (code: string) => Object.assign(new Error(code), { code });

test("a server with a full disk is distinguished from an overloaded and from an unavailable one", () => {
  assert.ok(translatePostgresError(withCode("53100")) instanceof StorageFullError);
  for (const code of ["53300", "57P01", "08006"]) {
    const error = translatePostgresError(withCode(code));
    assert.ok(
      error instanceof DatabaseUnavailableError && !(error instanceof StorageFullError),
      code,
    );
  }
});

test("an error about a statement stays unchanged", () => {
  const error = withCode("23505");
  assert.equal(translatePostgresError(error), error);
});

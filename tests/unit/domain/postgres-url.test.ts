import assert from "node:assert/strict";
import { test } from "node:test";
import { postgresServers } from "../../../src/domain/postgres-url.ts";

test("one server is used whether it takes writes or not, unless the URL says otherwise", () => {
  const url = "postgresql://ann:a%2Cb@db:5432/focus?sslmode=require";
  assert.deepEqual(postgresServers(url), {
    urls: [url],
    hosts: "db:5432",
    isWritableOnly: false,
  });
  assert.equal(
    postgresServers("postgres://db/x?target_session_attrs=primary")?.isWritableOnly,
    true,
  );
  assert.equal(postgresServers("postgresql:///x")?.hosts, "");
});

test("several servers have the rest of the URL in common, and the one that takes writes is meant", () => {
  assert.deepEqual(postgresServers("postgresql://ann:pw@one,two:5433,[::1]:5434/x?a=b"), {
    urls: [
      "postgresql://ann:pw@one/x?a=b",
      "postgresql://ann:pw@two:5433/x?a=b",
      "postgresql://ann:pw@[::1]:5434/x?a=b",
    ],
    hosts: "one,two:5433,[::1]:5434",
    isWritableOnly: true,
  });
  const any = postgresServers("postgresql://one,two/x?target_session_attrs=any");
  assert.equal(any?.isWritableOnly, false);
});

test("what cannot be read, or asks for a server that takes no writes, is no URL of ours", () => {
  for (const url of [
    "mysql://db/x",
    "postgresql://one,,two/x",
    "postgresql://one:5432,two:none/x",
    "postgresql://one,two/x?target_session_attrs=standby",
  ]) {
    assert.equal(postgresServers(url), undefined, url);
  }
});

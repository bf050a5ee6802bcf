import assert from "node:assert/strict";
import { test } from "node:test";
import { readAudit } from "../../../scripts/check-advisories.ts";

test("vulnerabilities of severity high and critical are told, lesser ones are not", () => {
  const vulnerabilities = {
    a: { severity: "high" },
    b: { severity: "moderate" },
    c: { severity: "critical" },
  };
  assert.deepEqual(readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities })), {
    kind: "vulnerable",
    packages: ["a", "c"],
  });
  assert.deepEqual(readAudit('{"vulnerabilities":{"b":{"severity":"moderate"}}}'), {
    kind: "clean",
  });
});

test("a registry without an answer is no clean bill", () => {
  for (const report of ["", "<html>", '{"message":"405 Method Not Allowed","statusCode":405}']) {
    assert.deepEqual(readAudit(report), { kind: "unknown" }, report);
  }
});
